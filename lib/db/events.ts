import 'server-only'
import { sql } from 'drizzle-orm'

import type { EventKind } from '@/lib/core/event-kind'

import type { Db } from './open'
import { events } from './schema'

export type NewEvent = {
  at: Date
  kind: EventKind
  actorId: string | null
  linkId: string | null
  /** Small facts for the history. Never a token, link or key. */
  facts: Record<string, string | number | boolean | null>
}

/** Writes one event; call it in the transaction of the change it tells of. */
export const recordEvent = async (db: Db, event: NewEvent) => {
  await db.insert(events).values(event)
}

/** The event as a row of its table, once per row of the CTE named: nothing when nothing was changed there. */
export const eventIf = ({ at, kind, actorId, linkId, facts }: NewEvent, cte: string) => sql`
  select 0::bigint, ${at.toISOString()}::timestamptz, ${kind}, ${actorId}::text, ${linkId}::text,
    ${JSON.stringify(facts)}::jsonb, ''::bytea
  from ${sql.identifier(cte)}`
