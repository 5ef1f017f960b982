import 'server-only'
import { and, asc, eq, getTableColumns, gte, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import type { Db } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { mailReminders, mails } from '@/lib/db/schema-handoff'

import { type MailEnd, type MailKind, nobodyThere } from '../words'
import { lockLink } from './mails'

/** A reminder that is planned, or was. */
export type Reminder = typeof mailReminders.$inferSelect
type Link = typeof links.$inferSelect
type Name = Pick<Reminder, 'linkId' | 'number'>

const isOpen = isNull(mailReminders.settledAt)

type Plan = { linkId: string; recipient: string; planned: Reminder[] }

/**
 * Plans the reminders of a link anew: those that were not sent yet are forgotten, and so are those for another address or one
 * that there is not; of one that was there is no second. Returns how many are planned: none where whoever gets them wants no more.
 */
export async function replaceReminders(tx: Db, { linkId, recipient, planned }: Plan): Promise<number> {
  await lockLink(tx, linkId)
  const ofLink = eq(mailReminders.linkId, linkId)
  const missed = inArray(mailReminders.settledWhy, [...nobodyThere])
  const isForgotten = or(isOpen, missed, ne(sql`lower(${mailReminders.recipient})`, recipient.toLowerCase()))
  await tx.delete(mailReminders).where(and(ofLink, isForgotten, isNull(mailReminders.unsubscribedAt)))
  const kept = await tx.select().from(mailReminders).where(ofLink)
  if (kept.some(({ unsubscribedAt }) => unsubscribedAt !== null)) return 0
  const rows = planned.filter(({ number }) => !kept.some((one) => one.number === number))
  if (rows.length > 0) await tx.insert(mailReminders).values(rows)
  return rows.length
}

const batch = 100

/** Reminders that are due at an instant of the desk's clock, with the end of their link, oldest first, at most 100. */
export function findDueReminders(db: Db, at: Date): Promise<(Reminder & Pick<Link, 'endsAt'>)[]> {
  return db
    .select({ ...getTableColumns(mailReminders), endsAt: links.endsAt })
    .from(mailReminders)
    .innerJoin(links, eq(links.id, mailReminders.linkId))
    .where(and(isOpen, lte(mailReminders.dueAt, at)))
    .orderBy(asc(mailReminders.dueAt))
    .limit(batch)
}

/** Whether a link has a reminder that waits in the outbox, or was sent since an instant. */
export async function hasReminderSince(db: Db, linkId: string, since: Date): Promise<boolean> {
  const isReminder = and(eq(mails.linkId, linkId), eq(mails.kind, 'reminder' satisfies MailKind))
  const isNew = or(isNotNull(mails.nextAttemptAt), gte(mails.sentAt, since))
  return (await db.$count(mails, and(isReminder, isNew))) > 0
}

const isOne = ({ linkId, number }: Name) =>
  and(eq(mailReminders.linkId, linkId), eq(mailReminders.number, number), isOpen)

/** A reminder became a mail (`why` is null), or does not. False when that was settled already. */
export async function settleReminder(tx: Db, name: Name, why: string | null, at: Date): Promise<boolean> {
  const settled = await tx
    .update(mailReminders)
    .set({ settledAt: at, settledWhy: why })
    .where(isOne(name))
    .returning({ number: mailReminders.number })
  return settled.length > 0
}

/** Puts a reminder off to another time. */
export async function moveReminder(db: Db, name: Name, dueAt: Date) {
  await db.update(mailReminders).set({ dueAt }).where(isOne(name))
}

/** Whoever gets the reminders of a link wants no more of them. */
export function endReminders(db: Db, linkId: string, at: Date): Promise<void> {
  return db.transaction(async (tx) => {
    await lockLink(tx, linkId)
    const why: MailEnd = 'unsubscribed'
    const moved = await tx
      .update(mailReminders)
      .set({ unsubscribedAt: at })
      .where(and(eq(mailReminders.linkId, linkId), isNull(mailReminders.unsubscribedAt)))
      .returning({ number: mailReminders.number })
    if (moved.length === 0) return
    await tx
      .update(mailReminders)
      .set({ settledAt: at, settledWhy: why })
      .where(and(eq(mailReminders.linkId, linkId), isOpen))
    await recordEvent(tx, { at, kind: 'mail.unsubscribed', actorId: null, linkId, facts: {} })
  })
}

/** The reminders of some links, planned and settled, in their order. */
export function listReminders(db: Db, linkIds: string[]): Promise<Reminder[]> {
  return db
    .select()
    .from(mailReminders)
    .where(inArray(mailReminders.linkId, linkIds))
    .orderBy(asc(mailReminders.number))
}
