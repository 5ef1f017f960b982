import { z } from 'zod'

import { deskItself, kindGroups, type AuditFilter, type EventCursor } from './audit-filter'
import { EventKind } from './event-kind'
import { ActorId, Day, TimeZone } from './links-query'
import { TypedText } from './typed-text'

const groups = Object.keys(kindGroups)
const isGroup = (kind: string): kind is keyof typeof kindGroups => groups.includes(kind)

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
export const readAuditQuery = (
  query: Record<string, unknown>,
): { filter: AuditFilter; cursor: EventCursor } => {
  const { before, after } = Cursors.parse(query)
  return { filter: Filter.parse(query), cursor: toCursor(before, after) }
}

const toCursor = (before: number | null, after: number | null): EventCursor => {
  if (before !== null) return { way: 'older', fromId: before }
  return after === null ? null : { way: 'newer', fromId: after }
}
