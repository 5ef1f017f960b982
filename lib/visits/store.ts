import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { ulid } from 'ulid'

import type { Db } from '@/lib/db/open'
import { handoffs, visitConnections, visits } from '@/lib/db/schema-handoff'
import { openIfPossible, sealToken } from '@/lib/db/token-cipher'

const columns = {
  id: visits.id,
  linkId: visits.linkId,
  passedAt: visits.passedAt,
  sealedDigits: visits.sealedDigits,
  digitsAt: visits.digitsAt,
}

/** A browser that pressed Continue on a hand-off link. */
export type Visit = Pick<typeof visits.$inferSelect, keyof typeof columns>

/** The visit of a link whose browser has this secret. */
export async function findVisit(db: Db, linkId: string, secretHash: string): Promise<Visit | null> {
  const [row] = await db
    .select(columns)
    .from(visits)
    .where(and(eq(visits.linkId, linkId), eq(visits.secretHash, secretHash)))
  return row ?? null
}

export async function insertVisit(
  db: Db,
  { linkId, secretHash, at, isPassed }: { linkId: string; secretHash: string; at: Date; isPassed: boolean },
) {
  const id = `vis_${ulid(at.getTime())}`
  await db.insert(visits).values({ id, linkId, secretHash, createdAt: at, passedAt: isPassed ? at : null })
}

const labelOf = (visitId: string) => `${visitId} digits`

/** Digits of a visit that are known again: a mail of long ago may come last. */
const mostSets = 5

/** Keeps the digits that are mailed for a visit; those before them are worth nothing any more. */
export async function setDigits(tx: Db, visit: Visit, digits: string, at: Date) {
  const sets = [digits, ...openDigits(visit)].slice(0, mostSets)
  await tx
    .update(visits)
    .set({ sealedDigits: sealToken(sets.join(' '), labelOf(visit.id)), digitsAt: at })
    .where(eq(visits.id, visit.id))
}

/** The digits that were mailed for a visit, newest first; none where they were used, or their key is gone. */
export function openDigits(visit: Pick<Visit, 'id' | 'sealedDigits'>): string[] {
  return openIfPossible(visit.sealedDigits, labelOf(visit.id))?.split(' ') ?? []
}

/**
 * Uses up the digits of a visit with its right answer. `locked` where the link was locked meanwhile, for a right answer after the
 * last wrong one is a guess, too; `stale` where other digits took the place of these.
 */
export async function setPassed(
  db: Db,
  { id, linkId, sealedDigits }: Visit,
  at: Date,
): Promise<'passed' | 'locked' | 'stale'> {
  return db.transaction(async (tx) => {
    const [open] = await tx
      .select({ linkId: handoffs.linkId })
      .from(handoffs)
      .where(and(eq(handoffs.linkId, linkId), isNull(handoffs.lockedAt)))
      .for('update')
    if (!open) return 'locked'
    const isSame = sealedDigits === null ? undefined : eq(visits.sealedDigits, sealedDigits)
    const passed = await tx
      .update(visits)
      .set({ passedAt: at, sealedDigits: null })
      .where(and(eq(visits.id, id), isNull(visits.passedAt), isSame))
      .returning({ id: visits.id })
    return passed.length > 0 || sealedDigits === null ? 'passed' : 'stale'
  })
}

/**
 * The visit of Nango's own page, where a browser that passed went on. It is one of its own, whose secret nobody has: only
 * sessions of that page bear its tag, and none whose page was to tell of what was made there.
 */
export async function insertWentOn(db: Db, linkId: string, at: Date): Promise<string> {
  const id = `vis_${ulid(at.getTime())}`
  await db.insert(visits).values({ id, linkId, secretHash: '', createdAt: at, passedAt: at, wentOnAt: at })
  return id
}

type Reported = { visitId: string; integrationKey: string; connectionId: string; at: Date }

/** The page of a visit said that a connection was made there. */
export async function insertReported(db: Db, reported: Reported) {
  await db.insert(visitConnections).values(reported).onConflictDoNothing()
}
