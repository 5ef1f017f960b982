import { z } from 'zod'

import { customerFields, linkTag, tagLimit } from '@/lib/core/customer-fields'
import { fromSegment } from '@/lib/core/desk-routes'
import { addRepeated } from '@/lib/core/field-errors'
import { ConnectionId, LinkId, IntegrationKey, ConnectionName } from '@/lib/core/ids'
import { TagKey, TagValue } from '@/lib/core/tags'
import { IdText, isStorable, TypedText } from '@/lib/core/text'
import { isNangoEmail, readEmail } from '@/lib/core/typed/email-text'

import { type ConnectionView, healthWords } from './view'

/** The connection that an address names by its still encoded segments; null when it can name none. */
export function readConnectionName(segments: { integration: string; id: string }): ConnectionName | null {
  try {
    return ConnectionName.parse({
      integrationKey: fromSegment(segments.integration),
      connectionId: fromSegment(segments.id),
    })
  } catch {
    return null
  }
}

/** What a list of connections may be narrowed to: one health, or everything that is not well. */
const HealthChoice = z.enum(['unhealthy', 'auth_error', 'sync_error', 'healthy'])
type HealthChoice = z.infer<typeof HealthChoice>

export const healthChoiceWords: Record<HealthChoice, string> = {
  unhealthy: 'Any problem',
  auth_error: healthWords.auth_error,
  sync_error: healthWords.sync_error,
  healthy: healthWords.healthy,
}

/**
 * Which connections a list shows, as a person chose it; `customer` is an ID, exactly. Empty text and null mean all. What an
 * address lacks, gives twice or that makes no sense counts as no filter.
 */
const ConnectionsFilter = z.object({
  search: IdText.max(200).catch(''),
  integration: IntegrationKey.min(1).nullable().catch(null),
  health: HealthChoice.nullable().catch(null),
  customer: TypedText.min(1).max(255).nullable().catch(null),
})
export type ConnectionsFilter = z.infer<typeof ConnectionsFilter>

/**
 * The last connection that was seen: newer ones are behind us. `seen` is how many it and those before it were
 * then; it only says where to go on reading, because connections are created and removed meanwhile.
 */
export type ConnectionPlace = { createdAtMs: number; row: number; seen: number }

/** Where a page begins: right below a connection; null is the newest page. */
export type ConnectionCursor = ConnectionPlace | null

/** The query of an address that shows a filter from a cursor on. */
export function toConnectionsAddress(filter: ConnectionsFilter, cursor: ConnectionCursor = null) {
  return {
    ...filter,
    before: cursor && [cursor.createdAtMs, cursor.row, cursor.seen].join('-'),
  }
}

const Cursor = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}-[1-9]\d{0,6}$/)
  .transform((text) => text.split('-').map(Number))
  .transform(([createdAtMs = 0, row = 0, seen = 1]) => ({ createdAtMs, row, seen }))
  .nullable()
  .catch(null)

/** The filter and the place on the list that an address asks for. Never fails: bad values are dropped. */
export function readConnectionsQuery(query: Record<string, unknown>): {
  filter: ConnectionsFilter
  cursor: ConnectionCursor
} {
  return {
    filter: ConnectionsFilter.parse(query),
    cursor: Cursor.parse(query['before']),
  }
}

const isFree = (key: string) => key !== linkTag
const fixed = 'This tag ties the connection to its link and stays as it is.'

const WrittenTag = z
  .strictObject({ key: TagKey.refine(isFree, fixed), value: TagValue })
  .transform(({ key, value }, ctx) => {
    if (key !== customerFields.email.tag) return { key, value }
    const { address, fault } = readEmail(value)
    if (address !== null && isNangoEmail(address)) return { key, value: address }
    const message = fault ?? 'Nango takes no address with this ending.'
    ctx.addIssue({ code: 'custom', message, path: ['value'] })
    return z.NEVER
  })

/** A change of a connection's tags; those that it does not name stay as they are. */
export const RetagInput = z
  .strictObject({
    integration: IntegrationKey.min(1),
    connectionId: ConnectionId,
    set: z.array(WrittenTag).max(tagLimit, `Nango takes ${tagLimit} tags.`),
    remove: z.array(z.string().min(1).max(255).refine(isStorable).refine(isFree, fixed)).max(100),
  })
  .superRefine(({ set }, ctx) => {
    addRepeated(ctx, set, { path: ['set'], message: 'This tag is already in the list.' })
  })
export type RetagInput = z.infer<typeof RetagInput>

/** A connection to remove, and what was typed to confirm it: see `disconnectWord`. */
export const DisconnectInput = z.strictObject({
  integration: IntegrationKey.min(1),
  connectionId: ConnectionId,
  confirmation: TypedText.max(255),
})
export type DisconnectInput = z.infer<typeof DisconnectInput>

/** What a person says of a connection that may have come of a link: it did, or it is none of the desk's. */
export const SettleAlarmInput = z.strictObject({
  linkId: LinkId,
  integration: IntegrationKey.min(1),
  connectionId: ConnectionId,
  verdict: z.enum(['tag', 'leave']),
})
export type SettleAlarmInput = z.infer<typeof SettleAlarmInput>

/** One page of a list of connections, newest first. */
export type ConnectionsPage = {
  connections: ConnectionView[]
  /** Where the next page begins; null at the end of the list. */
  next: ConnectionCursor
  /** How many of the newest connections were searched, when there are more and a person shall say whether to go on. */
  lookedThrough: number | null
}
