import 'server-only'
import { timingSafeEqual } from 'node:crypto'

import type { DeskCtx } from '@/lib/ctx'
import { endSessions } from '@/lib/handoff/end'
import { readWords } from '@/lib/handoff/read'
import { recordStep, recordWrongAnswer } from '@/lib/handoff/record'
import { readAddresses } from '@/lib/mail/read'

import { hasDigits, hashSecret, readIsOpen, type Visit, type Visited } from './read'
import { readAnswer } from './read-answer'
import { openDigits, setPassed } from './store'

/**
 * How an answer to the check was taken. Three count as no try: `empty`, nothing of what is asked for (see `readAnswer`); `stale`,
 * digits that are over or that others took the place of; `unknown`, where nobody knows the right one: its key is gone.
 */
export type CheckOutcome = 'passed' | 'empty' | 'stale' | 'unknown' | 'wrong' | 'locked' | 'ended'

/** What the customer may answer. */
const answersOf = async (ctx: DeskCtx, { handoff, link }: Visited, visit: Visit): Promise<string[]> => {
  if (handoff.check === 'digits') return openDigits(visit).slice(0, 1)
  if (handoff.check === 'email') return readAddresses(ctx.db, link)
  const words = readWords(handoff)
  return words === null ? [] : [words]
}

/** Equal in the same time, whatever the texts are. */
const isSame = (a: string, b: string) =>
  timingSafeEqual(Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b)))

/** Takes what a customer typed to show that it is them. The fifth wrong answer locks the link, whoever gave them. */
export async function passCheck(ctx: DeskCtx, visited: Visited, answer: string): Promise<CheckOutcome> {
  const { handoff, visit } = visited
  if (!readIsOpen(ctx, visited) || !visit) return 'ended'
  if (visit.passedAt !== null) return 'passed'
  const typed = readAnswer(handoff.check, answer)
  if (typed === null) return 'empty'
  if (handoff.check === 'digits' && isStale(ctx, visit, typed)) return 'stale'
  const known = await answersOf(ctx, visited, visit)
  const answers = known.map((one) => readAnswer(handoff.check, one)).filter((one) => one !== null)
  if (answers.length === 0) return 'unknown'
  const same = answers.map((expected) => isSame(typed, expected))
  return same.includes(true) ? letIn(ctx, visited, visit) : countWrong(ctx, visited)
}

/** Whether the time of what was typed is over: that of all digits, or that of the ones before the last. */
const isStale = (ctx: DeskCtx, visit: Visit, typed: string) =>
  !hasDigits(ctx, visit) || openDigits(visit).slice(1).includes(typed)

const letIn = async (ctx: DeskCtx, { link }: Visited, visit: Visit): Promise<CheckOutcome> => {
  const outcome = await setPassed(ctx.db, visit, ctx.now())
  if (outcome === 'passed') await recordStep(ctx, link.id, { kind: 'opened' })
  return outcome
}

const countWrong = async (ctx: DeskCtx, { link }: Visited): Promise<CheckOutcome> => {
  if ((await recordWrongAnswer(ctx, link.id)) > 0) return 'wrong'
  await endSessions(ctx, link.id)
  return 'locked'
}
