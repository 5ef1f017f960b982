import 'server-only'
import { createHash } from 'node:crypto'

import type { Failure } from '@/lib/core/failure'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { findRevealed, type StoredLink } from '@/lib/links/reveal'
import { planReminders, planTimes } from '@/lib/mail/plan'
import { type NewMail, queueMail, queuesMail } from '@/lib/mail/queue'
import { readAddresses, readMailsLeft } from '@/lib/mail/read'
import type { MailPreview, MailSending } from '@/lib/mail/view'
import { writeHtml } from '@/lib/mail/write-html'
import { settings } from '@/lib/settings/env'
import { senderText } from '@/lib/settings/mail'

import type { MailPreviewInput, SendMailInput } from './schema'
import { maskedBody, type WrittenMessage, writeMail } from './write'
import { writeReminder } from './write-reminder'

/** The mail as it would go out now, for whoever may see the link. Fails with `mail_off`, `not_found` and `link_over`. */
export async function previewMail(ctx: StaffCtx, asked: MailPreviewInput): Promise<Result<MailPreview>> {
  const written = await write(ctx, asked)
  return written.ok ? succeed(await toPreview(ctx, written.value)) : written
}

/** `address`: of the customer, as far as it is known. `left`: how many mails about the link may be sent still. */
type WrittenMail = WrittenMessage & { stored: StoredLink; address: string | null; left: number }

const write = async (
  ctx: StaffCtx,
  { linkId, language, zone }: MailPreviewInput,
): Promise<Result<WrittenMail>> => {
  const link = await findRevealed(ctx, linkId)
  if (!link) return fail({ code: 'not_found' })
  if (!queuesMail()) return fail({ code: 'mail_off' })
  const written = await writeMail(ctx, link, { language, zone, isReminder: false })
  if (!written.ok) return written
  const [address = null] = await readAddresses(ctx.db, link)
  return succeed({ ...written.value, stored: link, address, left: readMailsLeft(link.mails) })
}

/**
 * Reminders are for links that wait for days to be opened, where nobody wants no more of them; the first mail takes one of what
 * is left.
 */
const timesOf = (ctx: StaffCtx, { link, stored, left }: WrittenMail) => {
  const isOpened = (stored.handoff?.openedAt ?? null) !== null
  const isUnsubscribed = stored.mails?.reminders.some(({ unsubscribedAt }) => unsubscribedAt !== null)
  if (!link.isHandoff || isOpened || isUnsubscribed) return []
  return planTimes(ctx.now(), link.endsAt, settings().timeZone).slice(0, Math.max(0, left - 1))
}

const toPreview = async (ctx: StaffCtx, written: WrittenMail): Promise<MailPreview> => {
  const { subject, language, address, left } = written
  const { mail, timeZone } = settings()
  const times = timesOf(ctx, written).map(({ dueAt }) => dueAt)
  return {
    from: mail ? senderText(mail.from) : '',
    to: address,
    subject: subject ?? '',
    body: maskedBody(written),
    seen: fingerprint(written),
    language,
    left,
    reminders: times.map((at) => at.toISOString()),
    timeZone,
    reminder: await previewReminder(ctx, written, times[0]),
  }
}

const previewReminder = async (ctx: StaffCtx, { stored, language }: WrittenMail, at: Date | undefined) => {
  const written = at && (await writeReminder(ctx, stored, { language, at }))
  return written?.ok ? { subject: written.value.subject ?? '', body: maskedBody(written.value) } : null
}

/** Names exactly what was shown, with the address that was not. */
const fingerprint = ({ subject, body }: WrittenMessage) =>
  createHash('sha256').update(`${subject}\n${body}`).digest('hex')

/**
 * Queues the mail with a link, and plans its reminders where they are wanted: one transaction. What was shown before it goes
 * is what goes; where it reads otherwise by now, that is shown instead, and nothing is queued.
 */
export async function sendLinkMail(ctx: StaffCtx, input: SendMailInput): Promise<Result<MailSending>> {
  const { linkId, to, seen, withReminders } = input
  const found = await write(ctx, input)
  if (!found.ok) return found
  const written = found.value
  if (fingerprint(written) !== seen)
    return succeed({ isQueued: false, preview: await toPreview(ctx, written) })
  const times = withReminders ? timesOf(ctx, written) : []
  const { subject, body, language, link } = written
  const createdBy = ctx.actor.id
  const mail = {
    linkId,
    kind: 'link',
    to,
    language,
    subject: subject ?? '',
    text: body,
    html: writeHtml({ text: body, url: link.url, language }),
    createdBy,
    at: ctx.now(),
    notAfter: link.endsAt,
  } as const
  const queued = await queueWith(ctx, mail, (tx) =>
    planReminders(tx, { linkId, recipient: to, createdBy, times }),
  )
  return queued.ok ? succeed({ isQueued: true }) : queued
}

class NotQueued extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

/** All of it or nothing: a mail that is refused leaves the reminders as they were. */
const queueWith = async (
  ctx: StaffCtx,
  mail: Omit<NewMail, 'reminders'>,
  plan: (tx: StaffCtx['db']) => Promise<number>,
): Promise<Result<null>> => {
  try {
    await ctx.db.transaction(async (tx) => {
      const queued = await queueMail(tx, { ...mail, reminders: await plan(tx) })
      if (!queued.ok) throw new NotQueued(queued.failure)
    })
    return succeed(null)
  } catch (error) {
    if (error instanceof NotQueued) return fail(error.failure)
    throw error
  }
}
