import 'server-only'
import { sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { events } from '@/lib/db/schema'

import { eventCatalogue, type EventFacts, type EventKind } from './events'

/** An event of one of these kinds, with the facts that the catalogue asks of it. Without an actor it was the desk itself. */
export type NewEvent<Kind extends EventKind = EventKind> = Kind extends EventKind
  ? { at: Date; kind: Kind; actorId: string | null; linkId: string | null; facts: EventFacts<Kind> }
  : never

/** Writes one event, in the transaction of the change that it records. Throws on facts that its kind does not have. */
export async function recordEvent(db: Db, event: NewEvent): Promise<void> {
  await db.insert(events).values({ ...event, facts: checkedFacts(event) })
}

/** The event as a row of its table, once per row of the CTE named: nothing when nothing was changed there. */
export function eventIf(event: NewEvent, cte: string) {
  const { at, kind, actorId, linkId } = event
  return sql`
  select 0::bigint, ${at.toISOString()}::timestamptz, ${kind}, ${actorId}::text, ${linkId}::text,
    ${JSON.stringify(checkedFacts(event))}::jsonb, ''::bytea
  from ${sql.identifier(cte)}`
}

const checkedFacts = ({ kind, facts }: NewEvent) => eventCatalogue[kind].facts.parse(facts)
