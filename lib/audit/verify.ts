import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import type { Db } from '@/lib/db/open'

import {
  type ChainPlace,
  findBefore,
  findBehind,
  pruneEvents,
  readChainEnds,
  verifyBatch,
} from './store/chain'

/** Deletes events from before an instant, oldest first, ten thousand in one transaction; each says so by an event. */
export async function pruneAudit(ctx: DeskCtx, before: Date): Promise<void> {
  while ((await pruneEvents(ctx.db, before, ctx.now())) > 0);
}

/** How the chain of events may be broken, and what happened to the first event that is not as it was written. */
export const chainFaultTexts = {
  changed: 'this event, or the record of the one before it, was changed',
  missing: 'it is missing',
  before_first: 'it stands before the beginning of the log',
  after_last: 'it stands after the end of the log',
  no_ends: 'the record of where the log begins and ends is gone',
}
type ChainFault = keyof typeof chainFaultTexts

type ChainReport = {
  /** Events checked, up to the first broken one. */
  checked: number
  firstBroken: { id: number; fault: ChainFault } | null
  /** The hash of the newest event, in hex: whoever writes it down can prove later that nothing before it was rewritten. */
  head: ChainPlace
}

/** Recomputes the hash of every event kept, in order, on one snapshot of the database. */
export function verifyChain(db: Db, batchSize = 10_000): Promise<ChainReport> {
  return db.transaction((tx) => verifySnapshot(tx, batchSize), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
}

const verifySnapshot = async (tx: Db, batchSize: number): Promise<ChainReport> => {
  const ends = await readChainEnds(tx)
  if (!ends) return { checked: 0, firstBroken: { id: 0, fault: 'no_ends' }, head: { id: 0, hash: '' } }
  const { begin, head } = ends
  const early = await findBefore(tx, begin)
  if (early !== null) return { checked: 0, firstBroken: { id: early, fault: 'before_first' }, head }
  const { checked, firstBroken } = await walk(tx, begin, head, batchSize)
  if (firstBroken) return { checked, firstBroken, head }
  const late = await findBehind(tx, head)
  return { checked, firstBroken: late === null ? null : { id: late, fault: 'after_last' }, head }
}

/** From the place behind the first event to the last one, batch by batch. */
const walk = async (
  tx: Db,
  begin: ChainPlace,
  head: ChainPlace,
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
