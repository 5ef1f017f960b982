import { z } from 'zod'

import { TypedText } from '@/lib/core/text'
import { ActorId, Day, TimeZone } from '@/lib/links/schema/lists'

import { EventKind, kindsOfGroup } from './events'
import { type EventGroup, eventGroups } from './events/entry'

/** In the place of a staff id: what nobody did but the desk itself. */
export const deskItself = 'desk'

/** Which events a list shows, as a person chose it. Days are `YYYY-MM-DD` in `zone`; null means all. */
export type AuditFilter = {
  kind: EventGroup | EventKind | null
  /** A staff id, or `deskItself`. */
  staff: string | null
  link: string | null
  from: string | null
  to: string | null
  zone: string | null
}

/** Where a page begins: right below an event (`older`) or right above it (`newer`); null is the newest page. */
export type EventCursor = { way: 'older' | 'newer'; fromId: number } | null

/** The query of an address that shows a filter from a cursor on. */
export function toAuditAddress(filter: AuditFilter, cursor: EventCursor = null) {
  return {
    ...filter,
    before: cursor?.way === 'older' ? String(cursor.fromId) : null,
    after: cursor?.way === 'newer' ? String(cursor.fromId) : null,
  }
}

/** The kinds that a choice stands for; null means all. */
export function kindsOf(kind: AuditFilter['kind']): readonly EventKind[] | null {
  if (kind === null) return null
  return isGroup(kind) ? kindsOfGroup(kind) : [kind]
}

export function isGroup(kind: string): kind is EventGroup {
  return Object.hasOwn(eventGroups, kind)
}

/** The filter of an address. What is missing, given twice or makes no sense counts as no filter. */
const Filter = z
  .object({
    kind: z
      .union([z.string().refine(isGroup), EventKind])
      .nullable()
      .catch(null),
    staff: z
      .union([z.literal(deskItself), ActorId])
      .nullable()
      .catch(null),
    link: TypedText.max(100)
      .transform((text) => text || null)
      .nullable()
      .catch(null),
    from: Day.nullable().catch(null),
    to: Day.nullable().catch(null),
    zone: TimeZone.nullable().catch(null),
  })
  .transform((filter) => (filter.from || filter.to ? filter : { ...filter, zone: null }))

const EventId = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

const Cursors = z.object({
  before: EventId.nullable().catch(null),
  after: EventId.nullable().catch(null),
})

/** The filter and the place on the list that an address asks for. Never fails: bad values are dropped. */
export function readAuditQuery(query: Record<string, unknown>): { filter: AuditFilter; cursor: EventCursor } {
  const { before, after } = Cursors.parse(query)
  return { filter: Filter.parse(query), cursor: toCursor(before, after) }
}

const toCursor = (before: number | null, after: number | null): EventCursor => {
  if (before !== null) return { way: 'older', fromId: before }
  return after === null ? null : { way: 'newer', fromId: after }
}
