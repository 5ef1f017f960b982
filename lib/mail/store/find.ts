import 'server-only'
import { and, asc, count, desc, eq, getTableColumns, gt, gte, inArray, isNotNull, or, sql } from 'drizzle-orm'

import type { Db } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { handoffs, isReportAnswered, mails } from '@/lib/db/schema-handoff'
import { mostRenewed } from '@/lib/links/words'

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

/** An address that a link was mailed to. `hasArrived`: as far as is known. `isFollowed`: and nobody said of its link that it is meant for somebody else. */
export type MailedTo = { recipient: string; hasArrived: boolean; isFollowed: boolean }

/**
 * Where a link was mailed to, newest first, then the links whose place it took for the same address of the customer. What
 * somebody said of the link itself changes nothing here: who has it by mistake would say where its mails go. A report that
 * was answered is none.
 */
export function findMailedTo(db: Db, linkId: string): Promise<MailedTo[]> {
  const mailed = sql`(
    with recursive line(id, renews_id, email, step) as (
      select id, renews_id, customer_email, 0 from links where id = ${linkId}
      union all select before.id, before.renews_id, before.customer_email, line.step + 1
        from line join links before on before.id = line.renews_id
        where line.step < ${mostRenewed} and before.customer_email is not distinct from line.email
    )
    select mails.id, step, recipient, (stopped_at is null or stopped_why = 'unknown') has_arrived,
        (step > 0 and exists (select 1 from handoffs where link_id = line.id and (is_report_proven
          or (report_reason = 'other_person' and not ${isReportAnswered})))) is_reported
      from line join mails on link_id = line.id where kind = 'link') mailed`
  return db
    .select({
      recipient: sql<string>`recipient`,
      hasArrived: sql<boolean>`has_arrived`,
      isFollowed: sql<boolean>`has_arrived and not is_reported`,
    })
    .from(mailed)
    .orderBy(sql`step, id desc`)
}

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
