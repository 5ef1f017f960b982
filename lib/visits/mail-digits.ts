import 'server-only'
import { randomInt } from 'node:crypto'

import type { Language } from '@/lib/core/language'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { toMailAddress } from '@/lib/core/typed/email-text'
import type { DeskCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'
import { recordStep } from '@/lib/handoff/record'
import type { StoredLink } from '@/lib/links/reveal'
import { type NewMail, queueMail, queuesMail } from '@/lib/mail/queue'
import { readAddresses } from '@/lib/mail/read'
import { writeHtml } from '@/lib/mail/write-html'
import { renderDigits } from '@/lib/messages/render-digits'
import { writeParties } from '@/lib/messages/write'

import { digitsLastMs, hashSecret, readIsOpen, type Visit, type Visited } from './read'
import { setDigits } from './store'

/** What came of the request for digits: `mailed`, now or less than 30 seconds ago; `off` where the link or its address has had too many, there is no address, or no mails are sent. */
export type DigitsOutcome = 'mailed' | 'off' | 'ended'

/** Of one browser: who presses twice has them on their way already. */
const everyMs = 30_000
/** Machines that press every button, and strangers with the link or with many, mail a customer no more than this. */
const mostADay = 20
const mostAnHour = 10

/**
 * Mails six digits to the address of the customer, for the browser that asks and nobody else: they last ten minutes, and those
 * that it got before are worth nothing any more. `language` is that of the browser, for a link without one.
 */
export async function mailDigits(ctx: DeskCtx, visited: Visited, language: Language): Promise<DigitsOutcome> {
  const outcome = await tryToMail(ctx, visited, language)
  // Their page says whom to tell; that person sees it, too.
  if (outcome === 'off') await recordStep(ctx, visited.link.id, { kind: 'stuck', reason: 'no_digits' })
  return outcome
}

const tryToMail = async (ctx: DeskCtx, visited: Visited, language: Language): Promise<DigitsOutcome> => {
  if (!isAsked(ctx, visited)) return 'ended'
  const { link, visit } = visited
  const [address = ''] = await readAddresses(ctx.db, link)
  const to = toMailAddress(address)
  if (to === null || !queuesMail()) return 'off'
  if ((await consumeAllowance(ctx.db, `digits ${visit.id}`, 1, everyMs)).isSpent) return 'mailed'
  if (await isTooMuch(ctx, link.id, to)) return 'off'
  const digits = String(randomInt(1_000_000)).padStart(6, '0')
  const mail = write(ctx, link, { digits, to, language: link.language ?? language })
  const queued = await ctx.db.transaction(async (tx) => {
    const kept = await queueMail(tx, mail)
    if (kept.ok) await setDigits(tx, visit, digits, mail.at)
    return kept
  })
  return queued.ok ? 'mailed' : 'off'
}

type Addressed = { digits: string; to: string; language: Language }

const write = (ctx: DeskCtx, link: StoredLink, { digits, to, language }: Addressed): NewMail => {
  const at = ctx.now()
  const { subject, body: text } = renderDigits({ ...writeParties(link, language), digits })
  return {
    subject,
    text,
    html: writeHtml({ text, url: null, language }),
    language,
    linkId: link.id,
    kind: 'digits',
    to,
    createdBy: null,
    at,
    // Later nobody would have the time to type them.
    notAfter: new Date(at.getTime() + digitsLastMs - 2 * minuteMs),
  }
}

/** Whether the page asks the browser for digits now. */
const isAsked = (ctx: DeskCtx, visited: Visited): visited is Visited & { visit: Visit } =>
  visited.handoff.check === 'digits' && visited.visit?.passedAt === null && readIsOpen(ctx, visited)

const isTooMuch = async ({ db }: DeskCtx, linkId: string, to: string) =>
  (await consumeAllowance(db, `digits of ${linkId}`, mostADay, dayMs)).isSpent ||
  (await consumeAllowance(db, `digits to ${hashSecret(to.toLowerCase())}`, mostAnHour, hourMs)).isSpent
