import 'server-only'
import { and, asc, count, desc, eq, getTableColumns, gt, gte, inArray, isNotNull, or, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { handoffs, mails } from '@/lib/db/schema-handoff'

const { sealedContent: _, ...columns } = getTableColumns(mails)

/** A mail as it is stored, without what it says. */
export type StoredMail = Omit<typeof mails.$inferSelect, 'sealedContent'>

/** More than the limits of a link let through in its days. */
const most = 300

/** The mails of some links, oldest first. */
export function listMails(db: Db, linkIds: string[]): Promise<StoredMail[]> {
  return db
    .select(columns)
    .from(mails)
    .where(inArray(mails.linkId, linkIds))
    .orderBy(asc(mails.linkId), asc(mails.id))
    .limit(linkIds.length * most)
}

/**
 * The address that a link was mailed to last, unless that mail is known not to have arrived: else that of the link whose place it
 * took for the same address of the customer, and so on. Not one whose owner said that it is meant for somebody else, or who did
 * not expect the link. Null where there is none.
 */
export async function findLastAddress(db: Db, linkId: string): Promise<string | null> {
  const recipient = sql<string | null>`(
    with recursive line(id, renews_id, email, step) as (
      select ${links.id}, ${links.renewsId}, ${links.customerEmail}, 0
      union all select before.id, before.renews_id, before.customer_email, line.step + 1
        from line join links before on before.id = line.renews_id
        where line.step < ${mostRenewed} and before.customer_email is not distinct from line.email
    )
    select recipient from line join mails on mails.link_id = line.id
      left join handoffs on handoffs.link_id = line.id
        and (report_reason = 'other_person' or is_report_proven)
    where kind = 'link' and (stopped_at is null or stopped_why = 'unknown') and handoffs.link_id is null
    order by line.step, mails.id desc limit 1)`
  const [row] = await db.select({ recipient }).from(links).where(eq(links.id, linkId))
  return row?.recipient ?? null
}

/** Nobody renews one link after the other more often than that. */
const mostRenewed = 20

/** Sent, as far as the desk knows: of one that may have gone out twice nobody knows that it did not. */
const mayHaveArrived = or(isNotNull(mails.sentAt), eq(mails.stoppedWhy, 'unknown'))

/** Enough for one turn of the sweep. */
const batch = 100

/**
 * Links that were mailed and are connected since an instant, whose customer has no receipt and did not report them, with the
 * last mail that brought them, oldest first, at most 100.
 */
export function findReceiptsDue(
  db: Db,
  since: Date,
): Promise<Pick<StoredMail, 'linkId' | 'recipient' | 'language'>[]> {
  const { linkId, recipient, language } = mails
  const last = db
    .select({ linkId, recipient, language })
    .from(mails)
    .where(and(eq(mails.linkId, links.id), eq(mails.kind, 'link'), mayHaveArrived))
    .orderBy(desc(mails.id))
    .limit(1)
    .as('last')
  const hasNone = sql`not exists (select 1 from mails receipt
    where receipt.link_id = ${links.id} and receipt.kind = 'receipt')`
  return db
    .select({ linkId: last.linkId, recipient: last.recipient, language: last.language })
    .from(links)
    .innerJoinLateral(last, sql`true`)
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
