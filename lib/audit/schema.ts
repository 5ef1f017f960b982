import { z } from 'zod'

import { ActorId } from '@/lib/core/ids'
import { type Cursor, daySpan, readListQuery, withoutIdleZone } from '@/lib/core/paging'
import { TypedText } from '@/lib/core/text'

import { EventKind, kindsOfGroup } from './events'
import { type EventGroup, eventGroups } from './events/entry'

/** In the place of a staff id: what nobody did but the desk itself. */
export const deskItself = 'desk'

export type EventCursor = Cursor<number>

export function isGroup(kind: string): kind is EventGroup {
  return Object.hasOwn(eventGroups, kind)
}

/**
 * Which events a list shows, as a person chose it. Days are `YYYY-MM-DD` in `zone`; null means all. What an address lacks,
 * gives twice or that makes no sense counts as no filter.
 */
const AuditFilter = z
  .object({
    kind: z
      .union([z.string().refine(isGroup), EventKind])
      .nullable()
      .catch(null),
    /** A staff id, or `deskItself`. */
    staff: z
      .union([z.literal(deskItself), ActorId])
      .nullable()
      .catch(null),
    link: TypedText.max(100)
      .transform((text) => text || null)
      .nullable()
      .catch(null),
    ...daySpan,
  })
  .transform(withoutIdleZone)
export type AuditFilter = z.infer<typeof AuditFilter>

/** The kinds that a choice stands for; null means all. */
export function kindsOf(kind: AuditFilter['kind']): readonly EventKind[] | null {
  if (kind === null) return null
  return isGroup(kind) ? kindsOfGroup(kind) : [kind]
}

const EventId = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

/** The filter and the place on the list that an address asks for. Never fails: bad values are dropped. */
export function readAuditQuery(query: Record<string, unknown>): { filter: AuditFilter; cursor: EventCursor } {
  return readListQuery(query, AuditFilter, EventId)
}
