import 'server-only'
import { asc, desc, gte, lte, min } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { eventChain, events } from '@/lib/db/schema'

import { recordEvent } from '../record'

/** Rows deleted in one transaction: while it lasts no event can be written. */
const mostAtOnce = 10_000

/** Whether the oldest event is from before an instant: one read of an index. */
const hasOldEvents = async (db: Db, before: Date): Promise<boolean> => {
  const [oldest] = await db.select({ at: events.at }).from(events).orderBy(asc(events.id)).limit(1)
  return oldest !== undefined && oldest.at < before
}

/**
 * Deletes the oldest events up to the first one that is not from before an instant, at most 10,000 of them, and
 * records where the chain begins now. Returns how many; an event says so.
 */
export async function pruneEvents(db: Db, before: Date, at: Date): Promise<number> {
  if (!(await hasOldEvents(db, before))) return 0
  return db.transaction(async (tx) => {
    // The chain's end is locked by whoever writes events; two prunings wait for each other here.
    const [chain] = await tx.select({ prunedToId: eventChain.prunedToId }).from(eventChain).for('update')
    if (!chain) throw new Error('The chain of events has no record of its ends.')
    const [kept] = await tx
      .select({ firstId: min(events.id) })
      .from(events)
      .where(gte(events.at, before))
    const upTo = Math.min((kept?.firstId ?? Infinity) - 1, chain.prunedToId + mostAtOnce)
    const [last] = await tx
      .select({ id: events.id, hash: events.hash })
      .from(events)
      .where(lte(events.id, upTo))
      .orderBy(desc(events.id))
      .limit(1)
    if (!last) return 0
    const gone = await tx.delete(events).where(lte(events.id, last.id)).returning({ id: events.id })
    await tx.update(eventChain).set({ prunedToId: last.id, prunedHash: last.hash })
    const facts = { upTo: last.id, count: gone.length }
    await recordEvent(tx, { at, kind: 'audit.pruned', actorId: null, linkId: null, facts })
    return gone.length
  })
}
