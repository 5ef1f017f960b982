import { z } from 'zod'

import { addRepeated } from '@/lib/core/field-errors'
import { IntegrationKey } from '@/lib/core/ids'
import { TypedText } from '@/lib/core/text'

/** What decides where and for whom a flow is: the provider and Nango set it, nobody else (contract of OAuth 2, OpenID Connect). */
const decidingParams = new Set([
  'state',
  'redirect_uri',
  'client_id',
  'client_secret',
  'response_type',
  'response_mode',
  'scope',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'request',
  'request_uri',
  'code',
  'grant_type',
])

/** Config values that Nango reads itself: the address of webhooks, and a client whose secret the customer could read. */
const nangosOwn = new Set(['webhook_url', 'oauth_client_id_override', 'oauth_client_secret_override'])

/** The config value in which Nango takes the scopes of this flow: a field of its own here. */
export const scopesOverride = 'oauth_scopes_override'

const isPlainName = (name: string) => /^[\w.-]{1,255}$/.test(name)

/** Why a parameter of the provider's sign-in page may not be set; null when it may. */
export function paramFault(name: string): string | null {
  if (decidingParams.has(name.toLowerCase()))
    return `${name} decides where the customer's sign-in leads and for whom. It cannot be set.`
  return isPlainName(name) ? null : 'Letters, digits, dots, hyphens and underscores only.'
}

/**
 * Nango drops this from a value's name when it fills its templates in, so that such a name is another one's second name:
 * `connectionCopyWithParsedConnectionConfig` of packages/shared/lib/utils/utils.ts.
 */
const aliasPart = /connection_?config\./i

/** Why a config value of this name may not be set; null when it may. */
export function configFault(name: string): string | null {
  if (nangosOwn.has(name.toLowerCase())) return `${name} is not for the customer's page. It cannot be set.`
  if (aliasPart.test(name)) return 'Write the name without connectionConfig. in it.'
  return isPlainName(name) ? null : 'Letters, digits, dots, hyphens and underscores only.'
}

const typedConfigFault = (name: string) =>
  name.toLowerCase() === scopesOverride
    ? `Use the field OAuth scopes for ${scopesOverride}.`
    : configFault(name)

const pairs = (what: string, faultOf: (name: string) => string | null) =>
  z
    .array(
      z.strictObject({
        key: TypedText.min(1, `Give the ${what} a name.`)
          .max(255, 'At most 255 characters.')
          .refine((key) => key !== '__proto__', 'This name cannot be used. Choose another.'),
        value: TypedText.min(1, `Give the ${what} a value.`).max(2048, 'At most 2048 characters.'),
      }),
    )
    .superRefine((list, ctx) => {
      addRepeated(ctx, list, { message: 'This name is already in the list.' })
      for (const [index, { key }] of list.entries()) {
        const message = faultOf(key)
        if (message) ctx.addIssue({ code: 'custom', message, path: [index, 'key'] })
      }
    })

/** Per chosen integration, what Nango calls `integrations_config_defaults`; every value may be seen by the customer. */
export const Advanced = z.record(
  IntegrationKey,
  z.strictObject({
    config: pairs('value', typedConfigFault),
    scopes: TypedText.max(2048, 'At most 2048 characters.'),
    params: pairs('parameter', paramFault),
  }),
)
export type Advanced = z.infer<typeof Advanced>

const Values = z.record(z.string(), z.string())

/** What goes to Nango, and what is stored to renew a link with. */
export const ConfigDefaults = z.record(
  z.string(),
  z.object({
    connection_config: Values.exactOptional(),
    authorization_params: Values.exactOptional(),
  }),
)
export type ConfigDefaults = z.infer<typeof ConfigDefaults>

const toRecord = (list: { key: string; value: string }[]) =>
  Object.fromEntries(list.map((pair) => [pair.key, pair.value]))

/** The shape Nango takes; integrations without any value are left out. */
export function toConfigDefaults(advanced: Advanced): ConfigDefaults {
  const defaults = Object.entries(advanced).map(([key, one]) => {
    const config = {
      ...toRecord(one.config),
      ...(one.scopes === '' ? {} : { [scopesOverride]: one.scopes }),
    }
    const entry = {
      ...(Object.keys(config).length > 0 ? { connection_config: config } : {}),
      ...(one.params.length > 0 ? { authorization_params: toRecord(one.params) } : {}),
    }
    return [key, entry] as const
  })
  return Object.fromEntries(defaults.filter(([, entry]) => Object.keys(entry).length > 0))
}
