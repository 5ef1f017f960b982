import 'server-only'
import { timingSafeEqual } from 'node:crypto'

import type { DeskCtx } from '@/lib/ctx'
import { endSessions } from '@/lib/handoff/end'
import { readDigits, readWords } from '@/lib/handoff/read'
import { recordStep, recordWrongAnswer, useUpDigits } from '@/lib/handoff/record'
import type { CheckKind } from '@/lib/handoff/words'

import { hasDigits, hashSecret, readAddress, readIsOpen, type Visit, type Visited } from './read'
import { setPassed } from './store'

/** How an answer to the check was taken. An `empty` one counts as no try, nor does one to digits that are over (`stale`). */
export type CheckOutcome = 'passed' | 'empty' | 'stale' | 'wrong' | 'locked' | 'ended'

/** Case, spaces around and between, and hyphens in the place of these make no difference. */
const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\u00ad\u200b-\u200f\u2060\ufeff-]+/gu, ' ')
    .trim()

/** What the customer may answer; of their addresses, also the one that was corrected. */
const answersTo: Record<CheckKind, (visited: Visited) => (string | null)[]> = {
  none: () => [],
  email: (visited) => [visited.link.customer.email, readAddress(visited)],
  digits: ({ handoff }) => [readDigits(handoff)],
  words: ({ handoff }) => [readWords(handoff)],
}

const answersOf = (visited: Visited) =>
  answersTo[visited.handoff.check](visited).filter((one) => typeof one === 'string')

/** Equal in the same time, whatever the texts are. */
const isSame = (a: string, b: string) =>
  timingSafeEqual(Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b)))

/** What was typed, as it is compared: digits also without what stands between them. */
const toTyped = ({ handoff }: Visited, answer: string) =>
  handoff.check === 'digits' ? fold(answer).replaceAll(' ', '') : fold(answer)

/** Takes what a customer typed to show that it is them. The fifth wrong answer locks the link, whoever gave them. */
export async function passCheck(ctx: DeskCtx, visited: Visited, answer: string): Promise<CheckOutcome> {
  const { handoff, visit } = visited
  if (!readIsOpen(ctx, visited) || !visit) return 'ended'
  if (visit.passedAt !== null) return 'passed'
  const typed = toTyped(visited, answer)
  if (typed === '') return 'empty'
  if (handoff.check === 'digits' && !hasDigits(ctx, visited)) return 'stale'
  const same = answersOf(visited).map((expected) => isSame(typed, fold(expected)))
  return same.includes(true) ? letIn(ctx, visited, visit) : countWrong(ctx, visited)
}

const letIn = async (ctx: DeskCtx, { link, handoff }: Visited, visit: Visit): Promise<CheckOutcome> => {
  if (handoff.check === 'digits' && !(await useUpDigits(ctx, handoff))) return 'stale'
  if (!(await setPassed(ctx.db, visit, ctx.now()))) return 'locked'
  await recordStep(ctx, link.id, { kind: 'opened' })
  return 'passed'
}

const countWrong = async (ctx: DeskCtx, { link }: Visited): Promise<CheckOutcome> => {
  if ((await recordWrongAnswer(ctx, link.id)) > 0) return 'wrong'
  await endSessions(ctx, link.id)
  return 'locked'
}
