import 'server-only'
import { and, asc, count, eq, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import { later } from '@/lib/db/leases'
import type { Db } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { mails } from '@/lib/db/schema-handoff'
import { openToken, sealToken } from '@/lib/db/token-cipher'

import { MailContent, type MailEnd, type MailFault, MailKind } from '../schema'
import { limitedKinds, mailKinds } from '../words'
import { clearFailures } from './servers'

type Row = typeof mails.$inferSelect

/** A mail that waits, as the process has it that claimed it. `attempts` names the claim. */
export type ClaimedMail = Pick<
  Row,
  'id' | 'linkId' | 'recipient' | 'attempts' | 'refusals' | 'unknowns' | 'createdAt' | 'notAfter'
> & {
  kind: MailKind
  /** When this attempt was begun, on the database's clock. */
  begunAt: Date
  sealedContent: string
}

const labelOf = (id: string) => `${id} content`

type NewMail = Pick<
  Row,
  'id' | 'linkId' | 'recipient' | 'language' | 'createdBy' | 'createdAt' | 'notAfter'
> & {
  kind: MailKind
  content: MailContent
  /** Reminders that were planned with it. */
  reminders: number
}

/** Locks a link before several of its reminders, or its receipt, are changed; mails lock it too, so the two cannot deadlock. */
export const lockLink = (tx: Db, linkId: string) =>
  tx.select({ id: links.id }).from(links).where(eq(links.id, linkId)).for('update')

/** Locks a link against other mails about it, and keeps that it has some. Returns how many it had that count. */
export async function beginMailOf(tx: Db, linkId: string, at: Date): Promise<number> {
  await tx
    .update(links)
    .set({ mailedAt: sql`coalesce(${links.mailedAt}, ${at.toISOString()}::timestamptz)` })
    .where(eq(links.id, linkId))
  const [row] = await tx
    .select({ n: count() })
    .from(mails)
    .where(and(eq(mails.linkId, linkId), inArray(mails.kind, [...limitedKinds])))
  return row?.n ?? 0
}

/** Whether a link has had its receipt, or has one that waits. */
export async function hasReceipt(tx: Db, linkId: string): Promise<boolean> {
  const isReceipt = and(eq(mails.linkId, linkId), eq(mails.kind, 'receipt'))
  return (await tx.select({ id: mails.id }).from(mails).where(isReceipt).limit(1)).length > 0
}

/** Puts a mail into the outbox, with its event, in the transaction of whatever it tells of. */
export async function insertMail(tx: Db, { content, reminders, ...mail }: NewMail): Promise<void> {
  const sealedContent = sealToken(JSON.stringify(content), labelOf(mail.id))
  await tx.insert(mails).values({ ...mail, sealedContent, nextAttemptAt: sql`clock_timestamp()` })
  const facts = { ...factsOf(mail), ...(reminders > 0 ? { reminders } : {}) }
  const { createdAt: at, createdBy: actorId, linkId } = mail
  await recordEvent(tx, { at, kind: 'mail.queued', actorId, linkId, facts })
}

const factsOf = ({ id, kind, recipient }: Pick<Row, 'id' | 'recipient'> & { kind: MailKind }) => ({
  mail: id,
  about: kind,
  to: recipient,
})

/** What a mail says; null where its key is gone. */
export function openContent({ id, sealedContent }: ClaimedMail): MailContent | null {
  try {
    return MailContent.parse(JSON.parse(openToken(sealedContent, labelOf(id))))
  } catch {
    return null
  }
}

/** Longer than any attempt takes: one that is not recorded after this was cut off. */
export const claimMs = 120_000

/**
 * Claims at most `limit` mails whose time has come; no other process gets them until they are recorded or the claim ends. An
 * attempt before that was cut off when the server may have had the mail counts as unknown.
 */
export async function claimMails(db: Db, limit: number, { isDue = true } = {}): Promise<ClaimedMail[]> {
  const isTime = isDue ? lte(mails.nextAttemptAt, sql`clock_timestamp()`) : isNotNull(mails.nextAttemptAt)
  // One of another kind was queued by a newer release, beside which this process runs: a process of that sends it.
  const isKnown = inArray(mails.kind, [...mailKinds])
  const due = db
    .$with('due')
    .as(
      db
        .select({ id: mails.id })
        .from(mails)
        .where(and(isTime, isKnown))
        .orderBy(asc(mails.nextAttemptAt), asc(mails.id))
        .limit(limit)
        .for('update', { skipLocked: true }),
    )
  const rows = await db
    .with(due)
    .update(mails)
    .set({
      attempts: sql`${mails.attempts} + 1`,
      lastAttemptAt: sql`clock_timestamp()`,
      nextAttemptAt: later(claimMs),
      unknowns: sql`${mails.unknowns} + (${mails.sendingSince} is not null)::int`,
      sendingSince: null,
    })
    .where(inArray(mails.id, db.select({ id: due.id }).from(due)))
    .returning()
  // An update returns them in no order; older ones go first.
  const claimed = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return claimed.map(({ sealedContent, kind, lastAttemptAt, ...row }) => ({
    ...row,
    kind: MailKind.parse(kind),
    begunAt: lastAttemptAt ?? row.createdAt,
    sealedContent: sealedContent ?? '',
  }))
}

const isClaimed = ({ id, attempts }: Pick<ClaimedMail, 'id' | 'attempts'>) =>
  and(eq(mails.id, id), eq(mails.attempts, attempts), isNotNull(mails.nextAttemptAt))

/**
 * Keeps that the server gets the mail now, before it does. False where the claim has passed to another process: then
 * nothing may be handed over.
 */
export async function beginHandOver(db: Db, mail: ClaimedMail): Promise<boolean> {
  const begun = await db
    .update(mails)
    .set({ sendingSince: sql`clock_timestamp()` })
    .where(and(isClaimed(mail), isNull(mails.sendingSince)))
    .returning({ id: mails.id })
  return begun.length > 0
}

/** What the server said last, or why it said nothing. */
export type Heard = { code: number | null; answer: string | null; fault: MailFault | null }

const heard = ({ code, answer, fault }: Heard) => ({ lastCode: code, lastAnswer: answer, lastFault: fault })

type At = { at: Date; server: string }

/**
 * The server took it, whatever other attempts may say, and whoever has the claim by now. Its content is erased.
 */
export function markSent(db: Db, mail: ClaimedMail, said: Heard, { at, server }: At): Promise<void> {
  return db.transaction(async (tx) => {
    const [marked] = await tx
      .update(mails)
      .set({ ...heard(said), ...ended, sentAt: at, stoppedAt: null, stoppedWhy: null })
      .where(and(eq(mails.id, mail.id), isNull(mails.sentAt)))
      .returning({ unknowns: mails.unknowns })
    await clearFailures(tx, server)
    if (!marked) return
    const { linkId } = mail
    const facts = { ...factsOf(mail), isMaybeTwice: marked.unknowns > 0 }
    await recordEvent(tx, { at, kind: 'mail.sent', actorId: null, linkId, facts })
  })
}

const ended = { nextAttemptAt: null, sealedContent: null, sendingSince: null }

/** It is not sent, and not tried again. `said` is null where the server was not asked. */
export function markStopped(
  db: Db,
  mail: ClaimedMail,
  why: MailEnd,
  { said, at, server }: At & { said: Heard | null },
): Promise<void> {
  const isMaybeSent = mail.unknowns > 0
  return db.transaction(async (tx) => {
    const marked = await tx
      .update(mails)
      .set({ ...(said && heard(said)), ...ended, stoppedAt: at, stoppedWhy: why })
      .where(isClaimed(mail))
      .returning({ id: mails.id })
    if (said !== null) await clearFailures(tx, server)
    if (marked.length === 0) return
    const { linkId } = mail
    const facts = { ...factsOf(mail), why, isMaybeSent }
    await recordEvent(tx, { at, kind: 'mail.failed', actorId: null, linkId, facts })
  })
}

/** The server did not take it, and said so: it is tried again after `waitMs`. */
export function markPutOff(
  db: Db,
  mail: ClaimedMail,
  said: Heard,
  { waitMs, server }: { waitMs: number; server: string },
): Promise<void> {
  return db.transaction(async (tx) => {
    await tx
      .update(mails)
      .set({
        ...heard(said),
        refusals: sql`${mails.refusals} + 1`,
        nextAttemptAt: later(waitMs),
        sendingSince: null,
      })
      .where(isClaimed(mail))
    await clearFailures(tx, server)
  })
}

/**
 * Not a reminder that was put off for longer than a claim lasts: until people work again, or by the server itself. One that is
 * claimed is none of these.
 */
export const waitsForServer = or(
  ne(mails.kind, 'reminder' satisfies MailKind),
  lte(mails.nextAttemptAt, later(claimMs)),
)

/** Nobody asked the server, or it went away after it was given the mail: then `isUnknown`, and the next attempt counts it. */
export async function markUnanswered(
  db: Db,
  mail: ClaimedMail,
  said: Heard,
  { waitMs, isUnknown }: { waitMs: number; isUnknown: boolean },
): Promise<void> {
  await db
    .update(mails)
    .set({
      ...heard(said),
      nextAttemptAt: later(waitMs),
      sendingSince: null,
      unknowns: sql`${mails.unknowns} + ${isUnknown ? 1 : 0}`,
    })
    .where(isClaimed(mail))
}
