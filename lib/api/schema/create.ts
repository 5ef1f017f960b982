import { z } from 'zod'

import {
  customerFieldNames,
  customerFields,
  forFields,
  forNames,
  optionalFieldNames,
} from '@/lib/core/customer-fields'
import { firstErrors } from '@/lib/core/field-errors'
import { ConnectionId, IntegrationKey } from '@/lib/core/ids'
import { ownValue } from '@/lib/core/json'
import { CheckKind, WorksFor } from '@/lib/handoff/schema'
import { checkFor } from '@/lib/handoff/words'
import { scopesOverride } from '@/lib/integrations/schema/config'
import { mostIntegrations } from '@/lib/integrations/view'
import { CreateLinkInput, Language } from '@/lib/links/schema/create'

const Text = z.string().max(255)
const Values = z.record(z.string(), z.string())

/** How long a link works, and whom it lets in. */
const life = {
  worksFor: WorksFor.optional().meta({
    description:
      'How long the link works. `30m`, the default, is Nango’s own link; the others are hand-off links: an address of Connect Desk, safe to mail, that makes a session at Nango when the customer is there.',
    example: '3d',
  }),
  check: CheckKind.optional().meta({
    description:
      'How the customer of a hand-off link shows that it is them: `email` asks for their e-mail address, and is the default where one is known; `digits` mails six digits to that address and asks for them, where the desk sends mails; `words` asks for two words that a person reads out, which the answer holds; `none` asks for nothing.',
    example: 'email',
  }),
}

/** Body of POST /api/connectLink, in the words of Nango's guide. Our own rules are checked when it becomes the input of a verb. */
export const ConnectLinkBody = z
  .strictObject({
    endUserId: z
      .string({ error: (issue) => (issue.input === undefined ? 'Say whom the link is for.' : undefined) })
      .min(1)
      .max(255)
      .meta({
        ...customerFields.id.meta,
        description: `${customerFields.id.meta?.description} Characters that nobody sees, such as zero-width spaces, and quotes around it are left out, runs of spaces become one, and it is kept in Unicode form NFC: the link’s customer has it.`,
      }),
    ...forNames(optionalFieldNames, 'api', (field) => Text.nullish().meta({ ...customerFields[field].meta })),
    allowedIntegrations: z
      .array(z.string().max(255))
      .min(1, 'Name at least one integration.')
      .max(mostIntegrations)
      .meta({ description: 'Ids of integrations at Nango. Never empty.', example: ['github'] }),
    tags: Values.nullish().meta({
      description:
        'Your own tags. At most 10 in all, and the link itself and each field above take one. Names begin with a letter (letters, digits, `_-./`, at most 64), values have 1 to 255 characters.',
      example: { plan: 'pro' },
    }),
    language: Language.nullish().meta({
      description: 'Of the customer’s page; else it is that of their browser.',
      example: 'en',
    }),
    ...life,
    integrationsConfigDefaults: z
      .record(
        z.string(),
        z.strictObject({ connection_config: Values.nullish(), authorization_params: Values.nullish() }),
      )
      .nullish()
      .meta({
        description:
          'By integration, as Nango takes it: values that the customer need not type. They may see them. Scopes and parameters are refused where the integration does not log in by OAuth; a value that the provider does not ask for, that does not fit its pattern, or that leads to a host which is not on the integration’s list; and parameters that decide for whom the sign-in is, such as `state`, `redirect_uri`, `client_id` and `scope`.',
        example: { github: { authorization_params: { prompt: 'consent' } } },
      }),
  })
  .meta({ id: 'ConnectLinkBody' })
export type ConnectLinkBody = z.infer<typeof ConnectLinkBody>

type Pairs = { key: string; value: string }[]

/** In an order of its own: JSON's is no part of what is meant. */
const toPairs = (values: Record<string, string> | null | undefined): Pairs =>
  Object.entries(values ?? {})
    .map(([key, value]) => ({ key, value }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))

const toAdvanced = (defaults: ConnectLinkBody['integrationsConfigDefaults']) =>
  Object.fromEntries(
    Object.entries(defaults ?? {}).map(([key, one]) => {
      const { [scopesOverride]: scopes = '', ...config } = one.connection_config ?? {}
      return [key, { config: toPairs(config), scopes, params: toPairs(one.authorization_params) }]
    }),
  )

/** The body in the shape of `CreateLinkInput`, still unchecked. */
const toInput = ({ worksFor = '30m', ...body }: ConnectLinkBody, intentKey: string) => ({
  intentKey,
  customer: forFields(customerFieldNames, (field) => body[customerFields[field].api] ?? ''),
  integrations: body.allowedIntegrations,
  language: body.language ?? null,
  tags: toPairs(body.tags),
  advanced: toAdvanced(body.integrationsConfigDefaults),
  worksFor,
  check: checkFor(worksFor, body.check, body.endUserEmail),
  // Only people can confirm what they saw.
  confirmedHosts: [],
})

const customerNames: Record<string, string> = forFields(
  customerFieldNames,
  (field) => customerFields[field].api,
)

const kindNames = { config: 'connection_config', params: 'authorization_params' } as const

const isKind = (kind: unknown): kind is keyof typeof kindNames => kind === 'config' || kind === 'params'

const advancedField = (input: Input, [, key, kind, index]: PropertyKey[]) => {
  const name = 'integrationsConfigDefaults'
  if (kind === 'scopes') return `${name}.${String(key)}.connection_config.${scopesOverride}`
  if (!isKind(kind)) return [name, ...(key === undefined ? [] : [String(key)])].join('.')
  const pair = ownValue(input.advanced, String(key))?.[kind][Number(index)]
  return [name, String(key), kindNames[kind], ...(pair ? [pair.key] : [])].join('.')
}

type Input = ReturnType<typeof toInput>

/** The body's field for a path in the input: `['tags', 0, 'value']` is `tags.plan`. */
const fieldOf = (input: Input, path: PropertyKey[]): string => {
  const [top, second] = path
  if (top === 'customer') return ownValue(customerNames, String(second)) ?? 'endUserId'
  if (top === 'integrations') return ['allowedIntegrations', ...path.slice(1)].map(String).join('.')
  if (top === 'advanced') return advancedField(input, path)
  if (top !== 'tags') return String(top)
  const tag = input.tags[Number(second)]
  return tag ? `tags.${tag.key}` : 'tags'
}

type Read = { ok: true; input: CreateLinkInput } | { ok: false; errors: Record<string, string> }

/** A body as the input for one link, or one message per field of the body. */
export function parseConnectLinkBody(body: ConnectLinkBody, intentKey: string): Read {
  const input = toInput(body, intentKey)
  const parsed = CreateLinkInput.safeParse(input)
  if (parsed.success) return { ok: true, input: parsed.data }
  const errors = parsed.error.issues.map(({ path, message }) => [fieldOf(input, path), message] as const)
  return { ok: false, errors: firstErrors(errors) }
}

const formNames: Record<string, string> = {
  ...forNames(customerFieldNames, 'input', (field) => customerFields[field].api),
  integrations: 'allowedIntegrations',
}

/** Complaints at fields of the New link form and about config values, by the names of the API. */
export function toConnectLinkErrors(body: ConnectLinkBody) {
  return (errors: Record<string, string>) => {
    const configNames = new Map(
      Object.entries(body.integrationsConfigDefaults ?? {}).flatMap(([key, one]) =>
        Object.keys(one.connection_config ?? {}).map((name) => [
          `config.${key}.${name}`,
          `integrationsConfigDefaults.${key}.connection_config.${name}`,
        ]),
      ),
    )
    const nameOf = (name: string) => configNames.get(name) ?? ownValue(formNames, name) ?? advancedName(name)
    return Object.fromEntries(Object.entries(errors).map(([name, message]) => [nameOf(name), message]))
  }
}

/** The field of the API for one of the form's advanced parts; an integration's key may contain dots. */
const advancedName = (name: string) => {
  const { key, part = '' } = /^advanced\.(?<key>.+)\.(?<part>config|scopes|params)$/.exec(name)?.groups ?? {}
  if (key === undefined) return name
  const kind = isKind(part) ? kindNames[part] : `connection_config.${scopesOverride}`
  return `integrationsConfigDefaults.${key}.${kind}`
}

/** Body of POST /api/reconnectLink. */
export const ReconnectLinkBody = z
  .strictObject({
    connectionId: ConnectionId.meta({
      description: 'Nango’s id of the connection.',
      example: '5bd0d8a3-3f1c-4a63-8b0a-6c1f6c2f2a55',
    }),
    integrationId: IntegrationKey.min(1).meta({
      description: 'Id of its integration at Nango.',
      example: 'github',
    }),
    language: Language.nullish().meta({
      description: 'Of the customer’s page; else it is that of their browser.',
      example: 'en',
    }),
    ...life,
  })
  .meta({ id: 'ReconnectLinkBody' })
export type ReconnectLinkBody = z.infer<typeof ReconnectLinkBody>

const reconnectFormNames: Record<string, string> = {
  integration: 'integrationId',
  integrations: 'integrationId',
}

/** Complaints by the names of the API. */
export function toReconnectLinkErrors(errors: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(errors).map(([name, message]) => [ownValue(reconnectFormNames, name) ?? name, message]),
  )
}

/** The header Idempotency-Key: visible ASCII. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'It has 1 to 255 visible ASCII characters.')
