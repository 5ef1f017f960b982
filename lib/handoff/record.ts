import 'server-only'
import { hourMs } from '@/lib/core/time'
import type { DeskCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'

import {
  countWrongTry,
  type ReportAnswer,
  type ReportMove,
  setAsked,
  setOpened,
  setReportAnswered,
  setReported,
  setStep,
  type StepMove,
} from './store/rows'
import { insertSession, type LiveSession, type NewSession } from './store/sessions'

/** Somebody pressed Continue, on a device of this name. */
export function recordOpened({ db, now }: DeskCtx, linkId: string, on: string): Promise<void> {
  return setOpened(db, { linkId, on, at: now() })
}

/** Where the customer is now, as their page said; whoever says much makes one event of each kind a minute at most. */
export async function recordStep(
  { db, now }: DeskCtx,
  linkId: string,
  step: Omit<StepMove, 'at' | 'isNews'>,
) {
  const { reason } = step
  const isNews = !reason || !(await consumeAllowance(db, `${reason} ${linkId}`, 1)).isSpent
  await setStep(db, linkId, { ...step, isNews, at: now() })
}

const mostTries = 5

/** A wrong answer to the check; returns how many more there may be, 0 when the link is locked. */
export function recordWrongAnswer({ db, now }: DeskCtx, linkId: string): Promise<number> {
  return countWrongTry(db, linkId, mostTries, now())
}

/** Somebody did not expect the link. False when that was known. */
export function recordReport({ db, now }: DeskCtx, report: Omit<ReportMove, 'at'>): Promise<boolean> {
  return setReported(db, { ...report, at: now() })
}

/** Somebody of the staff says that the link was expected, whatever a report said at `reportedAt`; a newer one stays. */
export function recordReportAnswer({ db, now }: DeskCtx, answer: Omit<ReportAnswer, 'at'>): Promise<void> {
  return setReportAnswered(db, { ...answer, at: now() })
}

/** How often somebody may ask for a new link. */
export const askEveryMs = hourMs

/** Somebody wants a new link. False when one was asked for within the hour. */
export function recordAsk({ db, now }: DeskCtx, linkId: string): Promise<boolean> {
  return setAsked(db, linkId, now(), askEveryMs)
}

/**
 * A connect session was made. Returns the ones before it, which it replaces, or null where the link does nothing any more:
 * then it is itself to be deleted.
 */
export function recordSession({ db }: DeskCtx, session: NewSession): Promise<LiveSession[] | null> {
  return insertSession(db, session)
}
