import 'server-only'
import { isLanguage, type Language } from '@/lib/core/language'
import { dayMs } from '@/lib/core/time'
import { isSameAddress } from '@/lib/core/typed/email-text'
import type { DeskCtx } from '@/lib/ctx'
import type { Db } from '@/lib/db/open'
import { measureWaiting } from '@/lib/db/outbox/measure-waiting'
import { settings } from '@/lib/settings/env'

import { serverName } from './deliver'
import { MailEnd, MailFault, type MailKind } from './schema'
import {
  countMails,
  findMailedTo,
  findReceiptsDue,
  listMails,
  type MailedTo,
  type StoredMail,
} from './store/find'
import { waitsForServer } from './store/mails'
import { listReminders, type Reminder } from './store/reminders'
import { findTrouble } from './store/servers'
import type { LinkMailView, MailStatus, MailView } from './view'
import { limitedKinds, mailEndWords, mailFaultWords, mailWaitWords, nobodyThere, unwanted } from './words'

const isOf = (id: string) => (one: { linkId: string }) => one.linkId === id

/** What was mailed about a link, and what is planned. */
export type LinkMails = {
  linkId: string
  mails: StoredMail[]
  reminders: Reminder[]
  /** What keeps those that wait; null where nothing does. */
  trouble: MailFault | null
}

/** The mails of some links; nothing is asked where there are none. */
export async function readMailsOf(db: Db, linkIds: string[]): Promise<LinkMails[]> {
  if (linkIds.length === 0) return []
  const [mails, reminders] = [await listMails(db, linkIds), await listReminders(db, linkIds)]
  const isWaiting = mails.some(({ nextAttemptAt }) => nextAttemptAt !== null)
  const trouble = isWaiting ? await findTrouble(db, serverName()) : null
  return linkIds.map((linkId) => ({
    linkId,
    mails: mails.filter(isOf(linkId)),
    reminders: reminders.filter(isOf(linkId)),
    trouble: trouble?.fault ?? null,
  }))
}

/** How many mails about a link may be sent still. */
export function readMailsLeft(about: LinkMails | null): number {
  return Math.max(0, (settings().mail?.perLink ?? 0) - (about?.mails ?? []).filter(isLimited).length)
}

/**
 * The addresses of a link's customer. Mails about it go to the first: where it, or a link whose place it took, was mailed to
 * last (see `findMailedTo`), else the one that the customer was given. Any shows that it is them. One that was mailed and then replaced is none.
 */
export async function readAddresses(
  db: Db,
  { id, customer: { email } }: { id: string; customer: { email: string | null } },
): Promise<string[]> {
  const mailed = await findMailedTo(db, id)
  const wasMailed = (all: MailedTo[]) =>
    email !== null && all.some(({ recipient }) => isSameAddress(recipient, email))
  const followed = mailed.findIndex(({ isFollowed }) => isFollowed)
  // Who reported an earlier link may be who was corrected away from: nothing leads back there.
  const newest =
    followed < 0 && wasMailed(mailed) ? mailed.findIndex(({ hasArrived }) => hasArrived) : followed
  const last = mailed[newest]?.recipient
  if (last === undefined || email === null) return [last ?? email].filter((one) => one !== null)
  return wasMailed(mailed.slice(newest)) && !isSameAddress(last, email) ? [last] : [last, email]
}

const isLimited = ({ kind }: StoredMail) => limitedKinds.some((one) => one === kind)

const toLanguage = (stored: string | null | undefined): Language | null =>
  stored && isLanguage(stored) ? stored : null

/** What the mail that brought a link last is written in; null where that is not known. */
export function readMailLanguage(about: LinkMails | null): Language | null {
  return toLanguage(about?.mails.findLast(({ kind }) => kind === 'link')?.language)
}

/** A receipt that comes later than this after its connection only alarms. */
export const receiptMs = dayMs

/** A connected link whose customer is to get a receipt, and to which address; `language` as `readMailLanguage` says. */
export type ReceiptDue = { linkId: string; recipient: string; language: Language | null }

/** The receipts that are to be written now: see `findReceiptsDue`. */
export async function readReceiptsDue({ db, now }: DeskCtx): Promise<ReceiptDue[]> {
  const due = await findReceiptsDue(db, new Date(now().getTime() - receiptMs))
  return due.map(({ language, ...rest }) => ({ ...rest, language: toLanguage(language) }))
}

/** The mail that says last whether there is somebody at an address: one with the link, or a reminder that came to an end. */
const findHeard = (mails: StoredMail[], address: string) =>
  mails.findLast(
    ({ kind, recipient, nextAttemptAt }) =>
      isSameAddress(recipient, address) &&
      (kind === 'link' || (kind === 'reminder' && nextAttemptAt === null)),
  )

const isEndOf = (mail: StoredMail | undefined) => (end: MailEnd) => end === mail?.stoppedWhy

/** When a reminder is planned for; one of an address that there is not is settled when its time comes. */
const findNextTime = ({ mails, reminders }: LinkMails): string | null => {
  const next = reminders.find(({ settledAt }) => settledAt === null)
  if (!next || nobodyThere.some(isEndOf(findHeard(mails, next.recipient)))) return null
  return next.dueAt.toISOString()
}

/** The last reminder, where it waits and is wanted still, or failed, and nothing came after it. */
const findMissed = (mails: StoredMail[], isWanted: boolean): StoredMail | undefined => {
  const last = mails.findLast(({ kind }) => kind === 'link' || kind === 'reminder')
  if (last?.kind !== 'reminder' || last.sentAt) return undefined
  const isMissed = last.stoppedAt ? !unwanted.some(isEndOf(last)) : isWanted
  return isMissed ? last : undefined
}

/** What staff see of it; null where there is nothing. `isWaiting`: the link waits for somebody to open it. */
export function readMailView(about: LinkMails, isWaiting: boolean): LinkMailView | null {
  const { mails, reminders, trouble } = about
  if (mails.length === 0) return null
  const view = (mail: StoredMail | undefined) => (mail ? toMailView(mail, trouble) : null)
  const viewLast = (wanted: MailKind) => view(mails.findLast(({ kind }) => kind === wanted))
  const isUnsubscribed = reminders.some(({ unsubscribedAt }) => unsubscribedAt !== null)
  const isWanted = isWaiting && !isUnsubscribed
  return {
    last: viewLast('link'),
    digits: viewLast('digits'),
    reminder: view(findMissed(mails, isWanted)),
    receipt: viewLast('receipt'),
    reminded: mails.filter(({ kind, sentAt }) => kind === 'reminder' && sentAt !== null).length,
    remindsAt: isWanted ? findNextTime(about) : null,
    isUnsubscribed,
    left: readMailsLeft(about),
  }
}

const toMailView = (mail: StoredMail, trouble: MailFault | null): MailView => ({
  to: mail.recipient,
  state: mail.sentAt ? 'sent' : mail.stoppedAt ? 'failed' : 'queued',
  queuedAt: mail.createdAt.toISOString(),
  endedAt: (mail.sentAt ?? mail.stoppedAt)?.toISOString() ?? null,
  reason: reasonOf(mail, trouble),
  answer: mail.sentAt ? null : mail.lastAnswer,
  isMaybeTwice: mail.unknowns > 0,
})

const reasonOf = (mail: StoredMail, trouble: MailFault | null): string | null => {
  if (mail.sentAt) return null
  if (mail.stoppedAt) return mailEndWords[MailEnd.catch('refused').parse(mail.stoppedWhy)]
  const fault = trouble ?? MailFault.safeParse(mail.lastFault).data
  if (fault) return mailWaitWords[fault]
  if (mail.refusals > 0) return 'the mail server put it off'
  return mail.kind === 'reminder' ? 'it goes out in working hours' : null
}

/** Of what failed longer ago nobody has to hear. */
const failedMs = 7 * dayMs

/** How mails stand, for admins; null where there are none. */
export async function readMailStatus({ db, now }: DeskCtx): Promise<MailStatus | null> {
  if (settings().mail === null) return null
  const [counts, trouble] = await Promise.all([
    countMails(db, new Date(now().getTime() - failedMs)),
    findTrouble(db, serverName()),
  ])
  return {
    ...counts,
    trouble: trouble && {
      text: mailFaultWords[trouble.fault],
      answer: trouble.answer,
      since: trouble.since.toISOString(),
    },
  }
}

/** How many mails wait for the mail server, and how long, as `measureWaiting` counts them. */
export function readMailQueue({ db }: DeskCtx, most: number) {
  return measureWaiting(db, 'mails', most, waitsForServer)
}
