import 'server-only'
import { and, asc, gt, lte, min, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { eventChain, events } from '@/lib/db/schema'

/** How the chain of events may be broken, and what happened to the first event that is not as it was written. */
export const chainFaultTexts = {
  changed: 'this event, or the record of the one before it, was changed',
  missing: 'it is missing',
  before_first: 'it stands before the beginning of the log',
  after_last: 'it stands after the end of the log',
  no_ends: 'the record of where the log begins and ends is gone',
}
type ChainFault = keyof typeof chainFaultTexts

export type ChainReport = {
  /** Events looked at, up to the first broken one. */
  checked: number
  firstBroken: { id: number; fault: ChainFault } | null
  /** The hash of the newest event, in hex: whoever notes it down can tell later that nothing before it was rewritten. */
  head: { id: number; hash: string }
}

/** Recomputes the hash of every event kept, in order, on one snapshot of the database. */
export function verifyChain(db: Db, batchSize = 10_000): Promise<ChainReport> {
  return db.transaction((tx) => verifySnapshot(tx, batchSize), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
}

const verifySnapshot = async (tx: Db, batchSize: number): Promise<ChainReport> => {
  const [ends] = await tx
    .select({
      lastId: eventChain.lastId,
      hash: toHex(eventChain.hash),
      prunedToId: eventChain.prunedToId,
      prunedHash: toHex(eventChain.prunedHash),
    })
    .from(eventChain)
  if (!ends) return { checked: 0, firstBroken: { id: 0, fault: 'no_ends' }, head: { id: 0, hash: '' } }
  const head = { id: ends.lastId, hash: ends.hash }
  const early = await firstId(tx, lte(events.id, ends.prunedToId))
  if (early !== null) return { checked: 0, firstBroken: { id: early, fault: 'before_first' }, head }
  const begin = { id: ends.prunedToId, hash: ends.prunedHash }
  const { checked, firstBroken } = await walk(tx, begin, head, batchSize)
  if (firstBroken) return { checked, firstBroken, head }
  const late = await firstId(tx, gt(events.id, ends.lastId))
  return { checked, firstBroken: late === null ? null : { id: late, fault: 'after_last' }, head }
}

type Place = { id: number; hash: string }

/** From the place behind the first event to the last one, batch by batch. */
const walk = async (
  tx: Db,
  begin: Place,
  head: Place,
  batchSize: number,
): Promise<Omit<ChainReport, 'head'>> => {
  let place = begin
  let checked = 0
  for (;;) {
    const batch = await verifyBatch(tx, place, head.id, batchSize)
    checked += batch.count
    if (batch.gapId !== null || batch.changedId !== null) return { checked, firstBroken: firstOf(batch) }
    if (batch.last) place = batch.last
    if (batch.count < batchSize) break
  }
  if (place.id < head.id) return { checked, firstBroken: { id: place.id + 1, fault: 'missing' } }
  return { checked, firstBroken: place.hash === head.hash ? null : { id: head.id, fault: 'changed' } }
}

const firstOf = ({ gapId, changedId }: { gapId: number | null; changedId: number | null }) =>
  changedId !== null && (gapId === null || changedId < gapId)
    ? { id: changedId, fault: 'changed' as const }
    : { id: gapId ?? 0, fault: 'missing' as const }

const verifyBatch = async (tx: Db, place: Place, lastId: number, batchSize: number) => {
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

const firstId = async (tx: Db, where: ReturnType<typeof gt>): Promise<number | null> => {
  const [row] = await tx
    .select({ id: min(events.id) })
    .from(events)
    .where(where)
  return row?.id ?? null
}
