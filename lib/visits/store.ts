import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { ulid } from 'ulid'

import type { Db } from '@/lib/db/open'
import { handoffs, visitConnections, visits } from '@/lib/db/schema-handoff'

/** A browser that pressed Continue on a hand-off link. */
export type Visit = Pick<typeof visits.$inferSelect, 'id' | 'linkId' | 'passedAt'>

const columns = { id: visits.id, linkId: visits.linkId, passedAt: visits.passedAt }

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

/** False where the link was locked meanwhile: a right answer after the last wrong one is a guess, too. */
export async function setPassed(db: Db, { id, linkId }: Visit, at: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [open] = await tx
      .select({ linkId: handoffs.linkId })
      .from(handoffs)
      .where(and(eq(handoffs.linkId, linkId), isNull(handoffs.lockedAt)))
      .for('update')
    if (!open) return false
    await tx
      .update(visits)
      .set({ passedAt: at })
      .where(and(eq(visits.id, id), isNull(visits.passedAt)))
    return true
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
