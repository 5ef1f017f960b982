import 'server-only'
import { desc, eq } from 'drizzle-orm'

import { EventKind, type EventView } from '@/lib/audit/events'
import { StoredFacts } from '@/lib/audit/events/entry'

import type { Db } from './open'
import { events } from './schema'
import { actors } from './schema-tools'

/** More than this no link has in earnest; the newest are kept. */
const most = 500

/** A link's events with who did them, oldest first. */
export const listEventsOf = async (db: Db, linkId: string): Promise<EventView[]> => {
  const rows = await db
    .select({ event: events, actorName: actors.name })
    .from(events)
    .leftJoin(actors, eq(actors.id, events.actorId))
    .where(eq(events.linkId, linkId))
    .orderBy(desc(events.id))
    .limit(most)
  return rows.toReversed().map(({ event, actorName }) => ({
    id: event.id,
    at: event.at.toISOString(),
    kind: EventKind.parse(event.kind),
    actorName,
    linkId,
    facts: StoredFacts.parse(event.facts),
  }))
}
