import 'server-only'
import { eq, sql } from 'drizzle-orm'

import { StoredFacts } from '@/lib/audit/events/entry'
import type { EventCursor } from '@/lib/audit/filter'

import { eventIds, type EventFilter } from './event-ids'
import type { Db } from './open'
import { events } from './schema'
import { actors } from './schema-tools'

export type StoredEvent = {
  id: number
  at: Date
  kind: string
  actorName: string | null
  actorEmail: string | null
  linkId: string | null
  /** Empty where somebody changed them into something else. */
  facts: StoredFacts
  /** The facts as JSON, whatever they are. */
  factsJson: string
  /** Hexadecimal. */
  hash: string
}

/** Events newest first, and the ids from which the neighbouring pages begin; null where there is none. */
export type EventPage = { events: StoredEvent[]; newer: number | null; older: number | null }

/** At most `size` events of a filter. */
export const pageEvents = async (
  db: Db,
  filter: EventFilter,
  cursor: EventCursor,
  size: number,
): Promise<EventPage> => {
  const found = await selectEvents(db, filter, cursor, size + 1)
  const hasMore = found.length > size
  const page = found.slice(0, size)
  if (cursor?.way !== 'newer')
    return { events: page, newer: cursor && idOf(page[0]), older: hasMore ? idOf(page.at(-1)) : null }
  page.reverse()
  return { events: page, newer: hasMore ? idOf(page[0]) : null, older: idOf(page.at(-1)) }
}

const idOf = (event: StoredEvent | undefined) => event?.id ?? null

/** Away from the cursor. */
const selectEvents = async (
  db: Db,
  filter: EventFilter,
  cursor: EventCursor,
  limit: number,
): Promise<StoredEvent[]> => {
  const { ids, order } = eventIds({ db, filter, cursor, limit })
  const rows = await db
    .select({
      id: events.id,
      at: events.at,
      kind: events.kind,
      actorName: actors.name,
      actorEmail: actors.email,
      linkId: events.linkId,
      facts: events.facts,
      factsJson: sql<string>`${events.facts}::text`,
      hash: sql<string>`encode(${events.hash}, 'hex')`,
    })
    .from(events)
    .leftJoin(actors, eq(actors.id, events.actorId))
    .where(sql`${events.id} in ${ids}`)
    .orderBy(...order)
  return rows.map((row) => ({ ...row, facts: StoredFacts.parse(row.facts) }))
}
