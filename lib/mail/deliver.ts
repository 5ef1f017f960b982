import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { jittered } from '@/lib/core/time'
import type { DeskCtx } from '@/lib/ctx'
import { log } from '@/lib/log'
import { settings } from '@/lib/settings/env'
import { metrics } from '@/lib/telemetry/metrics'

import type { Carrier, Outcome } from './carry'
import type { FinishedMail } from './compose'
import { planFrom } from './plan'
import {
  beginHandOver,
  type ClaimedMail,
  claimMails,
  markPutOff,
  markSent,
  markStopped,
  markUnanswered,
  openContent,
} from './store/mails'
import { allowAttempts, countFailure, unblock } from './store/servers'
import { findEnd } from './store/wanted'
import type { MailEnd } from './words'

/** How long to wait after each time that the server put a mail off; after one more it is given up. Greylists want a few minutes. */
const waitsSeconds = [60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800]
/** After the server went away: before a mail it may know already, and before one that it never got. */
const lostWaitMs = 30_000
const failedWaitMs = 1_000
/** Under which name all processes know of the server. */
export function serverName(): string {
  const smtp = settings().mail?.smtp
  return smtp ? `${smtp.host}:${smtp.port}` : 'sandbox'
}

/** At most `limit` mails that are due. Until they are recorded, or for two minutes, no other process gets them. */
export async function claimDueMails({ db }: DeskCtx, limit: number): Promise<ClaimedMail[]> {
  const most = await allowAttempts(db, serverName(), limit)
  return most === 0 ? [] : claimMails(db, most)
}

/** A desk that has just started may have been given another password: what waits is tried at once. */
export async function unblockServer({ db }: DeskCtx): Promise<void> {
  await unblock(db, serverName())
}

/** On a desk that sends no mails nothing waits for the day that it does. */
export async function abandonMails(ctx: DeskCtx): Promise<void> {
  for (;;) {
    const left = await claimMails(ctx.db, 100, { isDue: false })
    if (left.length === 0) return
    for (const mail of left) await stop(ctx, mail, 'switched_off')
  }
}

/** Carries a claimed mail once and records the outcome. A process that ends in between has it carried again by the next. */
export async function deliverMail(ctx: DeskCtx, carry: Carrier, mail: ClaimedMail): Promise<void> {
  const { why, waitMs } = await judgeTime(ctx, mail)
  const finished = why === null ? finish(mail) : null
  if (finished === null) return stop(ctx, mail, why ?? 'unreadable')
  if (waitMs > 0) return holdBack(ctx, mail, waitMs)
  const asked: { end: MailEnd | null } = { end: null }
  const outcome = await carry(finished, async () => {
    asked.end = await findEndAt(ctx, mail, ctx.now())
    return asked.end === null && (await beginHandOver(ctx.db, mail))
  })
  if (asked.end !== null) return stop(ctx, mail, asked.end)
  metrics()?.mailsSent.inc({ result: outcome.kind })
  await persist(() => record(ctx, mail, outcome))
}

/** Why a mail that would go out at an instant does not; null where it does. */
const findEndAt = async ({ db, now }: DeskCtx, mail: ClaimedMail, at: Date): Promise<MailEnd | null> =>
  (await findEnd(db, mail, now())) ?? (mail.notAfter <= at ? 'too_late' : null)

/** Why a mail is not carried any more, and how long it waits before it is: a reminder goes out while people work. */
const judgeTime = async (
  ctx: DeskCtx,
  mail: ClaimedMail,
): Promise<{ why: MailEnd | null; waitMs: number }> => {
  const at = ctx.now()
  const goesAt = mail.kind === 'reminder' ? planFrom(at, settings().timeZone) : at
  const end = await findEndAt(ctx, mail, goesAt)
  // One that may have arrived twice already is not sent a third time.
  return { why: end ?? (mail.unknowns > 1 ? 'unknown' : null), waitMs: goesAt.getTime() - at.getTime() }
}

/** The mail with its content; null where that cannot be opened, or mails are off by now. */
const finish = (mail: ClaimedMail): FinishedMail | null => {
  const content = openContent(mail)
  const from = settings().mail?.from
  if (content === null || !from) return null
  const { id, kind, recipient: to, createdAt } = mail
  return { messageId: `${id}@${from.address.split('@')[1]}`, kind, from, to, createdAt, content }
}

/** A reminder that is carried late waits until people work again. */
const holdBack = async ({ db }: DeskCtx, mail: ClaimedMail, waitMs: number) => {
  const said = { code: null, answer: null, fault: null }
  await persist(() => markUnanswered(db, mail, said, { waitMs, isUnknown: false }))
  await unblock(db, serverName())
}

const stop = async ({ db, now }: DeskCtx, mail: ClaimedMail, why: MailEnd) => {
  metrics()?.mailsSent.inc({ result: 'stopped' })
  await persist(() => markStopped(db, mail, why, { said: null, at: now(), server: serverName() }))
  await unblock(db, serverName())
}

const record = async (ctx: DeskCtx, mail: ClaimedMail, outcome: Outcome): Promise<void> => {
  const { db } = ctx
  const by = { at: ctx.now(), server: serverName() }
  // Its claim ends by the clock; whoever has it then finds out what it is worth.
  if (outcome.kind === 'not_ours') return
  const { said } = outcome
  if (outcome.kind === 'sent') return markSent(db, mail, said, by)
  if (outcome.kind === 'refused') return markStopped(db, mail, outcome.why, { said, ...by })
  if (outcome.kind === 'unknown')
    return mail.unknowns > 0
      ? markStopped(db, mail, 'unknown', { said, ...by })
      : markUnanswered(db, mail, said, { waitMs: jittered(lostWaitMs), isUnknown: true })
  if (outcome.kind === 'put_off') {
    const seconds = waitsSeconds[mail.refusals]
    return seconds === undefined
      ? markStopped(db, mail, 'put_off', { said, ...by })
      : markPutOff(db, mail, said, { waitMs: jittered(seconds * 1_000), server: by.server })
  }
  const { fault, answer } = said
  log().warn({ fault, code: said.code }, 'the mail server could not be given a mail')
  if (fault !== null) await countFailure(db, by.server, { fault, answer, begunAt: mail.begunAt })
  return markUnanswered(db, mail, said, { waitMs: failedWaitMs, isUnknown: false })
}

/** In milliseconds; a database that restarts is there again in that time. Then the claim is over. */
const persistWaits = [500, 1_000, 2_000, 4_000, 8_000, 16_000]

/** Tries again what could not be recorded: what a server said is known to nobody else. */
const persist = async (work: () => Promise<void>): Promise<void> => {
  for (const ms of persistWaits) {
    try {
      return await work()
    } catch {
      await wait(ms, undefined, { ref: false })
    }
  }
  return work()
}
