import 'server-only'
import { ulid } from 'ulid'

import type { Language } from '@/lib/core/language'
import { fail, type Result, succeed } from '@/lib/core/result'
import { hourMs } from '@/lib/core/time'
import { consumeAllowance } from '@/lib/db/allowances'
import type { Db } from '@/lib/db/open'
import { settings } from '@/lib/settings/env'

import { MailContent } from './schema'
import { beginMailOf, hasReceipt, insertMail, lockLink } from './store/mails'
import { limitedKinds, type MailKind } from './words'

/** A finished mail. `to` is an address: as `MailAddress` gives it, or the customer's. */
export type NewMail = Omit<MailContent, 'unsubscribe'> & {
  linkId: string
  kind: MailKind
  to: string
  /** What it is written in: what follows it is in that too. */
  language: Language
  /** Where whoever gets it says that they want no more of its kind. */
  unsubscribe?: string
  /** Who of the staff sends it; null for the desk itself. */
  createdBy: string | null
  /** On the desk's clock. */
  at: Date
  /** When it says nothing true any more. */
  notAfter: Date
  /** Reminders that are planned with it. */
  reminders?: number
}

/** Whether mails are sent here. */
export function queuesMail(): boolean {
  return settings().mail !== null
}

/**
 * Puts a mail into the outbox, in the transaction of whatever it tells of: it goes out as soon as that is committed. Fails with
 * `mail_off`, `mail_limit` where the link has had its mails, and `mail_hour_spent` where its sender has sent theirs.
 */
export async function queueMail(tx: Db, mail: NewMail): Promise<Result<{ id: string }>> {
  const { mail: limits } = settings()
  if (limits === null) return fail({ code: 'mail_off' })
  const { linkId, kind, createdBy, at, language, unsubscribe = null, reminders = 0, ...rest } = mail
  const had = await beginMailOf(tx, linkId, at)
  if (limitedKinds.includes(kind) && had >= limits.perLink) return fail({ code: 'mail_limit' })
  if (createdBy !== null) {
    const { isSpent } = await consumeAllowance(tx, `mails ${createdBy}`, limits.perHour, hourMs)
    if (isSpent) return fail({ code: 'mail_hour_spent' })
  }
  const id = `mail_${ulid()}`
  const { subject, text, html, to: recipient, notAfter } = rest
  const content = MailContent.parse({ subject, text, html, unsubscribe })
  await insertMail(tx, {
    id,
    linkId,
    kind,
    recipient,
    language,
    content,
    createdBy,
    createdAt: at,
    notAfter,
    reminders,
  })
  return succeed({ id })
}

/** The same with the receipt of a link, by the desk itself; nothing where it has one already, whoever queued it. */
export async function queueReceipt(tx: Db, mail: Omit<NewMail, 'kind' | 'createdBy'>): Promise<void> {
  // Of two that are queued at once, the second finds the first.
  await lockLink(tx, mail.linkId)
  if (!(await hasReceipt(tx, mail.linkId))) await queueMail(tx, { ...mail, kind: 'receipt', createdBy: null })
}
