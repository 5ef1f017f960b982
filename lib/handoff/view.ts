import type { Language } from '@/lib/core/language'
import type { ReportReason, Step, StuckReason } from '@/lib/visits/words'

import type { CheckKind, WorksFor } from './words'

/** What is known of an attempt that failed: its kind, as Connect UI calls it, and what the provider said, as the customer's page tells it. */
export type ProviderSaid = { errorType: string | null; text: string | null }

/** How far the customer of a hand-off link is, as staff see it. Instants are ISO strings on the desk's clock. */
export type HandoffView = {
  worksFor: WorksFor
  /** Of the customer's page; null: that of their browser. */
  language: Language | null
  check: CheckKind
  /** The words that the customer is asked for; null where there are none, or for those who may not see the link. */
  words: string | null
  openedAt: string | null
  /** The kind of device that it was opened on last, such as "iPhone". */
  openedOn: string | null
  step: { kind: Step; at: string; integrationKey: string | null; reason: StuckReason | null } | null
  /** For the card of the link alone; null in lists. */
  said: ProviderSaid | null
  /** When too many wrong answers to the check closed it. */
  lockedAt: string | null
  /** `answeredAt`: when somebody of the staff said that the link was expected. */
  report: {
    at: string
    reason: ReportReason
    text: string
    isProven: boolean
    answeredAt: string | null
  } | null
  /** When somebody asked for a new link after its end. */
  askedAt: string | null
}
