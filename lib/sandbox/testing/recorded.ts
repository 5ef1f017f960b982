import { z } from 'zod'

import { allScopesBut, fullAccess } from '../model/scopes'
import { exchangesOf, readSample, type Sample, sampleNames } from './read-sample'

/** A connection as an answer shows it, from a list or alone. */
export const RecordedConnection = z.looseObject({
  id: z.number(),
  connection_id: z.string(),
  provider_config_key: z.string(),
  provider: z.string(),
  errors: z.array(z.object({ type: z.enum(['auth', 'sync']), log_id: z.string() })),
  end_user: z
    .object({
      id: z.string(),
      display_name: z.string().nullable(),
      email: z.string().nullable(),
      tags: z.record(z.string(), z.string()).nullable(),
      organization: z.object({ id: z.string(), display_name: z.string().nullable() }).nullable(),
    })
    .nullable(),
  tags: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  created: z.string().optional(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
  connection_config: z.record(z.string(), z.unknown()).default({}),
  webhook_url_override: z.string().nullable().default(null),
  credentials: z.record(z.string(), z.unknown()).default({}),
})
export type RecordedConnection = z.infer<typeof RecordedConnection>

export const RecordedIntegration = z.object({
  unique_key: z.string(),
  provider: z.string(),
  display_name: z.string(),
  created_at: z.coerce.date(),
})
export type RecordedIntegration = z.infer<typeof RecordedIntegration>

/** Every object of a kind in an answer, at any depth. */
export function findAll<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape>[] {
  const parsed = shape.safeParse(value)
  if (parsed.success) return [parsed.data]
  if (Array.isArray(value)) return value.flatMap((item) => findAll(shape, item))
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((item) => findAll(shape, item))
    : []
}

export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

export function createdOf({ created, created_at }: RecordedConnection): Date {
  return new Date(created ?? created_at ?? 0)
}

/** The second series was taken four days after the first, from a server of its own. */
export function isSecondSeries(sample: Sample): boolean {
  return startOf(sample) > new Date('2026-11-25')
}

export function startOf(sample: Sample): Date {
  return new Date(exchangesOf(sample)[0]?.response.headers['date'] ?? 0)
}

const lists = new Map<string, RecordedIntegration[]>()

/** All integrations of the server of a sample, as its own list names them. */
export function integrationsOf(sample: Sample): RecordedIntegration[] {
  const source = isSecondSeries(sample) ? 'story-rate-limit-headers' : 'integrations-list'
  const known = lists.get(source)
  if (known) return known
  const found = exchangesOf(readSample(source)).flatMap(({ response }) =>
    findAll(RecordedIntegration, jsonOf(response.body)),
  )
  const list = [...new Map(found.map((one) => [one.unique_key, one])).values()]
  lists.set(source, list)
  return list
}

let shown: { isSecond: boolean; connection: RecordedConnection }[] | undefined

/** Every connection that any record of that server shows, as it was first seen. */
export function connectionsOf(sample: Sample): RecordedConnection[] {
  shown ??= sampleNames()
    .map((name) => readSample(name))
    .flatMap((one) =>
      exchangesOf(one)
        .filter(({ method }) => method === 'GET')
        .flatMap(({ response }) => findAll(RecordedConnection, jsonOf(response.body)))
        .map((connection) => ({ isSecond: isSecondSeries(one), connection })),
    )
  const isSecond = isSecondSeries(sample)
  const byRow = new Map<number, RecordedConnection>()
  for (const one of shown) {
    if (one.isSecond === isSecond && !byRow.has(one.connection.id))
      byRow.set(one.connection.id, one.connection)
  }
  return [...byRow.values()]
}

/** Names of scopes as the files write them. */
const areas: [RegExp, string][] = [
  [/^connect-sessions(-|$)/, 'connect_sessions'],
  [/^signing-key-/, 'webhook_signing_key'],
  [/^(connections|integrations|variables|logs)(-|$)/, '$1'],
]

/**
 * What a key of a `scope-…` file may do, by the file's name: `no-connections-list` has everything except that and its
 * credentials variant, `only-connections-wildcard` nothing else. Other files use a full key.
 */
export function scopesOfFile(name: string): readonly string[] {
  const [, kind, slug = ''] = /^scope-(no|only)-(.*?)--/.exec(name) ?? []
  if (kind === 'no') {
    const scope = toScope(slug)
    return allScopesBut([scope, ...(scope.endsWith('_credentials') ? [] : [`${scope}_credentials`])])
  }
  return kind === 'only' ? only(slug) : fullAccess
}

const only = (slug: string): string[] => {
  if (slug === 'connect-sessions') return ['environment:connect_sessions:write']
  const pair = /^(list|read)-credentials$/.exec(slug)?.[1]
  const scopes = pair
    ? [`connections:${pair}_credentials`, `integrations:${pair}_credentials`]
    : [toScope(slug)]
  return scopes.map((scope) => `environment:${scope}`)
}

const toScope = (slug: string): string => {
  for (const [pattern, area] of areas) {
    const found = pattern.exec(slug)
    if (found) {
      const action = slug.slice(found[0].length).replaceAll('-', '_')
      return `${found[0].replace(pattern, area)}:${action === 'wildcard' ? '*' : action}`
    }
  }
  return slug
}
