import 'server-only'
import { and, asc, count, desc, eq, getTableColumns, gt, gte, inArray, isNotNull, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { handoffs, mails } from '@/lib/db/schema-handoff'

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

/** Enough for one turn of the sweep. */
const batch = 100

/**
 * Links that were mailed and are connected since an instant, whose customer has no receipt and did not report them, with the
 * mail that brought them last, oldest first, at most 100. None where that mail was not sent.
 */
export function findReceiptsDue(
  db: Db,
  since: Date,
): Promise<Pick<StoredMail, 'linkId' | 'recipient' | 'language'>[]> {
  const { linkId, recipient, language, sentAt } = mails
  const last = db
    .select({ linkId, recipient, language, sentAt })
    .from(mails)
    .where(and(eq(mails.linkId, links.id), eq(mails.kind, 'link')))
    .orderBy(desc(mails.id))
    .limit(1)
    .as('last')
  const hasNone = sql`not exists (select 1 from mails receipt
    where receipt.link_id = ${links.id} and receipt.kind = 'receipt')`
  return db
    .select({ linkId: last.linkId, recipient: last.recipient, language: last.language })
    .from(links)
    .innerJoinLateral(last, isNotNull(last.sentAt))
    .leftJoin(handoffs, eq(handoffs.linkId, links.id))
    .where(
      and(
        isNotNull(links.mailedAt),
        eq(links.state, 'connected'),
        gt(links.connectedAt, since),
        sql`${handoffs.isReportProven} is not true`,
        hasNone,
      ),
    )
    .orderBy(asc(links.connectedAt))
    .limit(batch)
}

/** How many mails wait, and how many were given up since an instant. */
export async function countMails(db: Db, since: Date): Promise<{ waiting: number; failed: number }> {
  const [waiting, failed] = await Promise.all([
    db.select({ n: count() }).from(mails).where(isNotNull(mails.nextAttemptAt)),
    db.select({ n: count() }).from(mails).where(gte(mails.stoppedAt, since)),
  ])
  return { waiting: waiting[0]?.n ?? 0, failed: failed[0]?.n ?? 0 }
}
