import 'server-only'
import { timingSafeEqual } from 'node:crypto'

import type { DeskCtx } from '@/lib/ctx'
import { endSessions } from '@/lib/handoff/end'
import { readWords } from '@/lib/handoff/read'
import { recordStep, recordWrongAnswer } from '@/lib/handoff/record'

import { hashSecret, readIsOpen, type Visited } from './read'
import { setPassed } from './store'

/** How an answer to the check was taken. An `empty` one counts as no try. */
export type CheckOutcome = 'passed' | 'empty' | 'wrong' | 'locked' | 'ended'

/** Case, spaces around and between, and hyphens in the place of these make no difference. */
const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\u00ad\u200b-\u200f\u2060\ufeff-]+/gu, ' ')
    .trim()

/** What the customer may answer: the two words, or their address, also as it was corrected when the link was mailed last. */
const answersOf = ({ handoff, link }: Visited): string[] => {
  if (handoff.check === 'none') return []
  const mailed = link.mails?.mails.findLast(({ kind }) => kind === 'link')?.recipient
  const answers = handoff.check === 'email' ? [link.customer.email, mailed] : [readWords(handoff)]
  return answers.filter((one) => typeof one === 'string')
}

/** Equal in the same time, whatever the texts are. */
const isSame = (a: string, b: string) =>
  timingSafeEqual(Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b)))

/** Takes what a customer typed to show that it is them. The fifth wrong answer locks the link, whoever gave them. */
export async function passCheck(ctx: DeskCtx, visited: Visited, answer: string): Promise<CheckOutcome> {
  const { link, visit } = visited
  if (!readIsOpen(ctx, visited) || !visit) return 'ended'
  if (visit.passedAt !== null) return 'passed'
  const typed = fold(answer)
  if (typed === '') return 'empty'
  const same = answersOf(visited).map((expected) => isSame(typed, fold(expected)))
  if (same.includes(true)) {
    if (!(await setPassed(ctx.db, visit, ctx.now()))) return 'locked'
    await recordStep(ctx, link.id, { kind: 'opened' })
    return 'passed'
  }
  if ((await recordWrongAnswer(ctx, link.id)) > 0) return 'wrong'
  await endSessions(ctx, link.id)
  return 'locked'
}
