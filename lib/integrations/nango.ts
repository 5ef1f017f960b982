import 'server-only'
import { z } from 'zod'

import { nangoCloudHost } from '@/lib/core/connect-url'
import { IntegrationKey } from '@/lib/core/ids'
import { fail, type Result, succeed } from '@/lib/core/result'
import { within } from '@/lib/core/time'
import { callNango } from '@/lib/nango/call'
import type { Catalogue, Nango } from '@/lib/nango/client'
import { keepAnswers } from '@/lib/nango/kept-answers'
import type { Integration } from '@/lib/nango/view'

import { type HostTemplates, readHostTemplates } from './schema/hosts'
import type { ProviderDescription, ProviderField } from './schema/provider-fields'

const logoMs = 3_000
const largestBytes = 200_000

/** A provider's logo as SVG text, from Nango's own hosts only; null when there is none. */
export async function loadLogo(nango: Nango, provider: string): Promise<string | null> {
  const known = logos.get(nango)?.get(provider)
  if (known !== undefined) return known
  const loaded = await requestLogo(nango, provider)
  if (loaded !== null) logos.set(nango, new Map(logos.get(nango)).set(provider, loaded))
  return loaded
}

/** Of each client; a logo stays as it is as long as the process, and there are some hundred providers. */
const logos = new WeakMap<Nango, Map<string, string>>()

const requestLogo = async (nango: Nango, provider: string): Promise<string | null> => {
  if (!nango.logoUrls.has(provider)) await loadCatalogue(nango)
  const url = nango.logoUrls.get(provider)
  if (!url || !isOfNango(nango, url)) return null
  try {
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(logoMs),
      cache: 'no-store',
    })
    const isSvg = answer.ok && (answer.headers.get('content-type') ?? '').startsWith('image/svg+xml')
    const text = isSvg ? await answer.text() : ''
    return text !== '' && text.length <= largestBytes ? text : null
  } catch {
    return null
  }
}

const isOfNango = ({ host, apiUrlInLinks }: Nango, url: string) => {
  if (!URL.canParse(url)) return false
  const { origin, hostname } = new URL(url)
  if (host === nangoCloudHost) return hostname.endsWith('.nango.dev')
  return [host, apiUrlInLinks].some((known) => known !== null && new URL(known).origin === origin)
}

/** Items of GET /integrations: packages/server/lib/formatters/integration.ts. */
const Answer = z.object({
  configs: z.array(
    z.object({
      unique_key: IntegrationKey,
      provider: z.string(),
      display_name: z.string(),
      logo: z.string().catch(''),
    }),
  ),
})

const freshMs = 60_000
/** How long to leave Nango alone with this question after it failed to answer. */
const failedMs = 5_000
/** How long a page waits for a newer catalogue while it has an older one to show. */
const patienceMs = 300

/** The integrations by name, at most 60 s old; the last known ones, marked stale, while Nango cannot be asked. */
export async function loadCatalogue(nango: Nango): Promise<Result<Catalogue>> {
  const { catalogue } = nango
  if (catalogue.value && Date.now() < catalogue.freshUntil) return succeed(catalogue.value)
  const loading = requestCatalogue(nango)
  if (!catalogue.value) return loading
  await within(patienceMs, loading)
  return succeed(catalogue.value)
}

/** The integrations by name as Nango has them now. */
export function requestCatalogue(nango: Nango): Promise<Result<Catalogue>> {
  return (nango.catalogue.loading ??= refresh(nango))
}

const refresh = async (nango: Nango): Promise<Result<Catalogue>> => {
  const { catalogue } = nango
  const fetched = await fetchCatalogue(nango)
  if (fetched.ok) catalogue.value = fetched.value
  else if (catalogue.value) catalogue.value = { ...catalogue.value, stale: true }
  catalogue.freshUntil = Date.now() + (fetched.ok ? freshMs : failedMs)
  catalogue.loading = null
  return fetched
}

const none: Integration[] = []

/** The integrations as last heard, without asking; the same array until something new is heard. */
export function knownIntegrations(nango: Nango): Integration[] {
  return nango.catalogue.value?.integrations ?? none
}

const fetchCatalogue = async (nango: Nango): Promise<Result<Catalogue>> => {
  const answer = await callNango(nango, 'listIntegrations', (sdk) => sdk.listIntegrations(), Answer)
  if (!answer.ok) return fail(answer.failure)
  const integrations = answer.value.configs
    .map((one) => ({ key: one.unique_key, provider: one.provider, displayName: one.display_name }))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName))
  for (const one of answer.value.configs) nango.logoUrls.set(one.provider, one.logo)
  return succeed({ integrations, stale: false })
}

const text = (most: number) => z.string().max(most).nullish().catch(null)

const Field = z.looseObject({
  title: text(200),
  description: text(1_000),
  example: text(500),
  pattern: text(1_000),
  format: text(50),
  enum: z.array(z.string().max(255)).max(500).nullish().catch(null),
  prefix: text(255),
  suffix: text(255),
  optional: z.boolean().nullish().catch(null),
  automated: z.boolean().nullish().catch(null),
  hidden: z.boolean().nullish().catch(null),
  order: z.number().nullish().catch(null),
})

/** GET /providers/:name: packages/server/lib/controllers/providers/getProvider.ts, packages/types/lib/providers/provider.ts. */
const ProviderAnswer = z.object({
  data: z.looseObject({
    auth_mode: z.string().max(50),
    connection_config: z.record(z.string(), Field).nullish().catch(null),
  }),
})

type Field = z.infer<typeof Field>

const toField = ([name, one]: [string, Field]): ProviderField => ({
  name,
  label: one.title ?? name,
  description: one.description ?? null,
  example: one.example ?? null,
  pattern: one.pattern ?? null,
  format: one.format ?? null,
  options: one.enum ?? null,
  prefix: one.prefix ?? null,
  suffix: one.suffix ?? null,
  isOptional: one.optional === true,
  isAutomatic: one.automated === true || one.hidden === true,
})

/** In the order of Nango's own page. */
const inOrder = (fields: Record<string, Field>) =>
  Object.entries(fields).toSorted(([, a], [, b]) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)

/** Where a field is a host or stands behind a scheme, though no template has it: some code of Nango's reads it. */
const templateOf = ({ name, format, prefix, suffix }: ProviderField) => {
  const value = `\${connectionConfig.${name}}`
  if (/^https?:\/\/[^/]*$/i.test(prefix ?? '')) return `${prefix}${value}${suffix ?? ''}`
  return format === 'hostname' || format === 'uri' ? value : null
}

/** Templates of a provider, and of its fields. */
const toTemplates = (data: unknown, fields: ProviderField[]): HostTemplates => {
  const templates = readHostTemplates(data)
  for (const field of fields) {
    const own = templates.has(field.name) ? null : templateOf(field)
    if (own !== null) templates.set(field.name, [own])
  }
  return templates
}

const toDescription = ({ data }: z.infer<typeof ProviderAnswer>): ProviderDescription => {
  const fields = inOrder(data.connection_config ?? {}).map(toField)
  return { authMode: data.auth_mode, fields, templates: toTemplates(data, fields) }
}

/** A failure is not kept. */
const providers = keepAnswers<ProviderDescription>('providers', {
  keptMs: 600_000,
  keepsFailure: () => false,
})

/** Whether what Nango says of a provider is kept, so that asking for it costs no call. */
export function isProviderKept(nango: Nango, provider: string): boolean {
  return providers.isKept(nango, provider, Date.now())
}

/** What Nango says of a provider, as of at most ten minutes ago. Any key may ask; no scope is needed. */
export async function readProvider(nango: Nango, provider: string): Promise<Result<ProviderDescription>> {
  const isShared = isProviderKept(nango, provider)
  const answer = await providers.ask(nango, provider, Date.now(), () => ask(nango, provider))
  // Somebody else's allowance is nobody's answer.
  return isShared && !answer.ok && answer.failure.code === 'rate_limited' ? ask(nango, provider) : answer
}

const ask = async (nango: Nango, provider: string): Promise<Result<ProviderDescription>> => {
  const params = { provider: encodeURIComponent(provider) }
  const answer = await callNango(nango, 'getProvider', (sdk) => sdk.getProvider(params), ProviderAnswer)
  return answer.ok ? succeed(toDescription(answer.value)) : fail(answer.failure)
}
