import 'server-only'
import { and, asc, count, getTableColumns, gte, inArray, isNotNull, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { mails } from '@/lib/db/schema-handoff'

import { shownKinds } from '../words'

const { sealedContent: _, ...columns } = getTableColumns(mails)

/** A mail as it is stored, without what it says. */
export type StoredMail = Omit<typeof mails.$inferSelect, 'sealedContent'>

/** Far more than the limit of a link lets through in earnest. */
const most = 100

/** The mails of some links that staff see beside the link, oldest first. */
export function listMails(db: Db, linkIds: string[]): Promise<StoredMail[]> {
  return db
    .select(columns)
    .from(mails)
    .where(and(inArray(mails.linkId, linkIds), inArray(mails.kind, [...shownKinds])))
    .orderBy(asc(mails.linkId), asc(mails.id))
    .limit(linkIds.length * most)
}

/** How many mails wait, and how many were given up since an instant. */
export async function countMails(db: Db, since: Date): Promise<{ waiting: number; failed: number }> {
  const [waiting, failed] = await Promise.all([
    db.select({ n: count() }).from(mails).where(isNotNull(mails.nextAttemptAt)),
    db.select({ n: count() }).from(mails).where(gte(mails.stoppedAt, since)),
  ])
  return { waiting: waiting[0]?.n ?? 0, failed: failed[0]?.n ?? 0 }
}

/** How many mails wait, counted up to `limit`, and how long the oldest has, in seconds. */
export async function measureMails(
  db: Db,
  limit: number,
): Promise<{ waiting: number; oldestSeconds: number }> {
  const waiting = db
    .$with('waiting')
    .as(
      db
        .select({ createdAt: mails.createdAt })
        .from(mails)
        .where(isNotNull(mails.nextAttemptAt))
        .limit(limit),
    )
  const age = sql<number>`extract(epoch from clock_timestamp() - min(${waiting.createdAt}))::double precision`
  const [row] = await db.with(waiting).select({ n: count(), age }).from(waiting)
  return { waiting: row?.n ?? 0, oldestSeconds: Math.max(0, row?.age ?? 0) }
}
