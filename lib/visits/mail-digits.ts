import 'server-only'
import { randomInt } from 'node:crypto'

import type { Language } from '@/lib/core/language'
import { dayMs } from '@/lib/core/time'
import type { DeskCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'
import { recordDigits } from '@/lib/handoff/record'
import { queueMail } from '@/lib/mail/queue'
import { writeHtml } from '@/lib/mail/write-html'
import { renderDigits } from '@/lib/messages/render-digits'
import { writeParties } from '@/lib/messages/write'

import { digitsLastMs, readAddress, readIsOpen, type Visited } from './read'

/** What came of the wish for digits: `later` where the link has had its mails, or none are sent. */
export type DigitsOutcome = 'mailed' | 'later' | 'ended'

/** Machines that press every button mail a customer no more than this, and neither does a stranger with the link. */
const everyMs = 30_000
const mostADay = 10

/**
 * Mails six digits to the address of the customer, for the browser that asks and nobody else: they last ten minutes, and those
 * before them are worth nothing any more. `language` is that of the browser, for a link without one.
 */
export async function mailDigits(ctx: DeskCtx, visited: Visited, language: Language): Promise<DigitsOutcome> {
  const { link, handoff, visit } = visited
  const isAsked = handoff.check === 'digits' && visit !== null && visit.passedAt === null
  if (!isAsked || !readIsOpen(ctx, visited)) return 'ended'
  const to = readAddress(visited)
  if (to === null || (await isTooMuch(ctx, link.id))) return 'later'
  const at = ctx.now()
  const digits = String(randomInt(1_000_000)).padStart(6, '0')
  const parties = writeParties(link, link.language ?? language)
  const { subject, body: text } = renderDigits({ ...parties, integrations: [], digits })
  const mail = {
    subject,
    text,
    html: writeHtml({ text, url: null, language: parties.language }),
    language: parties.language,
    linkId: link.id,
    kind: 'digits',
    to,
    createdBy: null,
    at,
    notAfter: new Date(at.getTime() + digitsLastMs),
  } as const
  const queued = await ctx.db.transaction(async (tx) => {
    const kept = await queueMail(tx, mail)
    if (kept.ok) await recordDigits(tx, link.id, { digits, visitId: visit.id, at })
    return kept
  })
  return queued.ok ? 'mailed' : 'later'
}

const isTooMuch = async ({ db }: DeskCtx, linkId: string) =>
  (await consumeAllowance(db, `digits ${linkId}`, 1, everyMs)).isSpent ||
  (await consumeAllowance(db, `digits of a day ${linkId}`, mostADay, dayMs)).isSpent
