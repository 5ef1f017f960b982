import 'server-only'
import { and, asc, desc, gt, gte, lte, min, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { events } from '@/lib/db/schema'
import { eventChain } from '@/lib/db/schema-tools'

import { recordEvent } from '../record'

export type ChainPlace = { id: number; hash: string }

/** Where the chain begins, behind what was pruned, and where it ends; null when the record of it is gone. */
export async function readChainEnds(tx: Db): Promise<{ begin: ChainPlace; head: ChainPlace } | null> {
  const [ends] = await tx
    .select({
      lastId: eventChain.lastId,
      hash: toHex(eventChain.hash),
      prunedToId: eventChain.prunedToId,
      prunedHash: toHex(eventChain.prunedHash),
    })
    .from(eventChain)
  if (!ends) return null
  const { lastId, hash, prunedToId, prunedHash } = ends
  return { begin: { id: prunedToId, hash: prunedHash }, head: { id: lastId, hash } }
}

/** Recomputes the hashes of at most `batchSize` events behind a place: the first gap and the first changed event, if any. */
export async function verifyBatch(tx: Db, place: ChainPlace, lastId: number, batchSize: number) {
  const part = tx
    .select()
    .from(events)
    .where(and(gt(events.id, place.id), lte(events.id, lastId)))
    .orderBy(asc(events.id))
    .limit(batchSize)
    .as('part')
  const before = sql`over (order by ${part.id})`
  const judged = tx
    .select({
      id: part.id,
      hash: part.hash,
      due: sql<number>`lag(${part.id}, 1, ${place.id}::bigint) ${before} + 1`.as('due'),
      // An instant without an end has no milliseconds to hash; no event ever had one.
      isTrue: sql<boolean>`case when isfinite(${part.at}) then ${part.hash} = event_hash(
        lag(${part.hash}, 1, decode(${place.hash}, 'hex')) ${before},
        ${part.id}, ${part.at}, ${part.kind}, ${part.actorId}, ${part.linkId}, ${part.facts}) else false end`.as(
        'is_true',
      ),
    })
    .from(part)
    .as('judged')
  const isGap = sql`${judged.id} <> ${judged.due}`
  const [found] = await tx
    .select({
      count: sql`count(*)`.mapWith(Number),
      // The lowest missing number, not the row after it.
      gapId: sql`min(${judged.due}) filter (where ${isGap})`.mapWith(toNumber),
      changedId: sql`min(${judged.id}) filter (where not ${isGap} and not ${judged.isTrue})`.mapWith(
        toNumber,
      ),
      lastId: sql`max(${judged.id})`.mapWith(toNumber),
      lastHash: sql<string>`encode((array_agg(${judged.hash} order by ${judged.id} desc))[1], 'hex')`,
    })
    .from(judged)
  const last = found && found.lastId !== null ? { id: found.lastId, hash: found.lastHash } : null
  return { count: found?.count ?? 0, gapId: found?.gapId ?? null, changedId: found?.changedId ?? null, last }
}

const toNumber = (value: unknown): number | null => (value === null ? null : Number(value))

const toHex = (column: typeof eventChain.hash | typeof eventChain.prunedHash) =>
  sql<string>`encode(${column}, 'hex')`

/** The lowest id up to the begin of the chain: an event that should not be there. */
export function findBefore(tx: Db, { id }: ChainPlace) {
  return firstId(tx, lte(events.id, id))
}

/** The lowest id behind the end of the chain: an event that should not be there. */
export function findBehind(tx: Db, { id }: ChainPlace) {
  return firstId(tx, gt(events.id, id))
}

const firstId = async (tx: Db, where: ReturnType<typeof gt>): Promise<number | null> => {
  const [row] = await tx
    .select({ id: min(events.id) })
    .from(events)
    .where(where)
  return row?.id ?? null
}

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
