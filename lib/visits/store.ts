import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { ulid } from 'ulid'

import type { Db } from '@/lib/db/open'
import { visitConnections, visits } from '@/lib/db/schema-handoff'

/** A browser that pressed Continue on a hand-off link. */
export type Visit = Pick<typeof visits.$inferSelect, 'id' | 'linkId' | 'passedAt' | 'wentOnAt'>

const columns = { id: visits.id, linkId: visits.linkId, passedAt: visits.passedAt, wentOnAt: visits.wentOnAt }

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
): Promise<Visit> {
  const id = `vis_${ulid(at.getTime())}`
  const passedAt = isPassed ? at : null
  await db.insert(visits).values({ id, linkId, secretHash, createdAt: at, passedAt })
  return { id, linkId, passedAt, wentOnAt: null }
}

export async function setPassed(db: Db, id: string, at: Date) {
  await db
    .update(visits)
    .set({ passedAt: at })
    .where(and(eq(visits.id, id), isNull(visits.passedAt)))
}

export async function setWentOn(db: Db, id: string, at: Date) {
  await db.update(visits).set({ wentOnAt: at }).where(eq(visits.id, id))
}

type Reported = { visitId: string; integrationKey: string; connectionId: string; at: Date }

/** The page of a visit said that a connection was made there. */
export async function insertReported(db: Db, reported: Reported) {
  await db.insert(visitConnections).values(reported).onConflictDoNothing()
}
