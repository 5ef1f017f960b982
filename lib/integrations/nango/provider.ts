import 'server-only'
import { z } from 'zod'

import { perProcess } from '@/lib/core/per-process'
import { fail, succeed, type Result } from '@/lib/core/result'
import { callNango } from '@/lib/nango/call'
import type { Nango } from '@/lib/nango/client'

import { type HostTemplates, readHostTemplates } from '../schema/hosts'
import type { ProviderDescription, ProviderField } from '../schema/provider-fields'

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
const Answer = z.object({
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

const toDescription = ({ data }: z.infer<typeof Answer>): ProviderDescription => {
  const fields = inOrder(data.connection_config ?? {}).map(toField)
  return { authMode: data.auth_mode, fields, templates: toTemplates(data, fields) }
}

const keptMs = 600_000

type Kept = { at: number; asking: Promise<Result<ProviderDescription>> }

const providers = perProcess('providers', () => new WeakMap<Nango, Map<string, Kept>>())

const keptBy = (nango: Nango) => {
  const ofAll = providers.get()
  const kept = ofAll.get(nango) ?? new Map<string, Kept>()
  ofAll.set(nango, kept)
  return kept
}

/** Whether what Nango says of a provider is kept, so that asking for it costs no call. */
export function isProviderKept(nango: Nango, provider: string): boolean {
  const known = keptBy(nango).get(provider)
  return known !== undefined && Date.now() - known.at < keptMs
}

/** What Nango says of a provider, as of at most ten minutes ago. A failure is not kept. Any key may ask; no scope is needed. */
export async function readProvider(nango: Nango, provider: string): Promise<Result<ProviderDescription>> {
  const kept = keptBy(nango)
  const known = kept.get(provider)
  if (known && isProviderKept(nango, provider)) {
    const answer = await known.asking
    // Somebody else's allowance is nobody's answer.
    return answer.ok || answer.failure.code !== 'rate_limited' ? answer : ask(nango, provider)
  }
  const asking = ask(nango, provider)
  kept.set(provider, { at: Date.now(), asking })
  const answer = await asking
  if (!answer.ok && kept.get(provider)?.asking === asking) kept.delete(provider)
  return answer
}

const ask = async (nango: Nango, provider: string): Promise<Result<ProviderDescription>> => {
  const params = { provider: encodeURIComponent(provider) }
  const answer = await callNango(nango, 'getProvider', (sdk) => sdk.getProvider(params), Answer)
  return answer.ok ? succeed(toDescription(answer.value)) : fail(answer.failure)
}
