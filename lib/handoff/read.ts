import 'server-only'
import type { Db } from '@/lib/db/open'

import { hashCode } from './begin'
import { findByCodeHash, type Handoff, openWords, selectHandoffs } from './store/rows'
import { findSessionAfter } from './store/sessions'
import type { HandoffView } from './view'

export type { Handoff }

/** The hand-off parts of some links; others have none. */
export function readHandoffs(db: Db, linkIds: string[]): Promise<Handoff[]> {
  return selectHandoffs(db, linkIds)
}

/** Whether any connect session of a hand-off link lives, or ended by its clock after an instant. */
export function hasSessionsAfter(db: Db, after: Date): Promise<boolean> {
  return findSessionAfter(db, after)
}

/** The hand-off link that a code opens, in whatever state it is; null for a code that is none. */
export function readByCode(db: Db, code: string): Promise<Handoff | null> {
  return findByCodeHash(db, hashCode(code))
}

/** The two words that the customer of a link is asked for; null where there are none. */
export function readWords(handoff: Handoff): string | null {
  return openWords(handoff)
}

const isReportOpen = (report: Handoff['report']) => report !== null && report.answeredAt === null

/** Whether it waits for its customer to say anything: nobody has opened it, or said that they did not expect it. */
export function isUnheard(handoff: Handoff | null): boolean {
  return handoff !== null && handoff.openedAt === null && !isReportOpen(handoff.report)
}

const toText = (instant: Date | null) => instant?.toISOString() ?? null

/** What staff see; the words only those who may see the link, while it lives. */
export function readHandoffView(
  handoff: Handoff,
  { worksFor, language, mayReveal }: Pick<HandoffView, 'worksFor' | 'language'> & { mayReveal: boolean },
): HandoffView {
  const { check, step, report } = handoff
  return {
    worksFor,
    language,
    check,
    words: mayReveal ? openWords(handoff) : null,
    openedAt: toText(handoff.openedAt),
    openedOn: handoff.openedOn,
    step: step && { ...step, at: step.at.toISOString() },
    lockedAt: toText(handoff.lockedAt),
    said: null,
    report: report && { ...report, at: report.at.toISOString(), answeredAt: toText(report.answeredAt) },
    askedAt: toText(handoff.askedAt),
  }
}

/** A link's view with what its provider said, which is shown on the card of that link alone. */
export function withSaid<V extends { handoff: HandoffView | null }>(view: V, handoff: Handoff | null): V {
  return handoff && view.handoff ? { ...view, handoff: { ...view.handoff, said: handoff.said } } : view
}
