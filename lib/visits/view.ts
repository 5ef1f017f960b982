import type { Language } from '@/lib/core/language'
import type { CheckKind } from '@/lib/handoff/words'

/** One integration of a hand-off link, as its customer sees it. */
export type WantedIntegration = {
  key: string
  name: string
  /** A `data:` address of its logo; null where there is none. */
  logo: string | null
  /** ISO instant; null while it is not connected. */
  connectedAt: string | null
  /** What was asked for beforehand; empty where the provider's own page says it. */
  scopes: string[]
}

/** What every page of a link says: who asks, for what, until when. */
export type PageFacts = {
  code: string
  /** First name of whoever made the link; null where a tool did. */
  agent: string | null
  integrations: WantedIntegration[]
  /** ISO instant. */
  endsAt: string
  /** Null: that of the customer's browser. */
  language: Language | null
  isReconnect: boolean
}

/** Why a link does nothing any more. */
export type EndReason = 'expired' | 'revoked' | 'reported' | 'locked'

/** The page that a code leads to. `unknown` says the same of a code that never was and of one that was mistyped. */
export type CustomerPage =
  | { kind: 'unknown' }
  | { kind: 'welcome'; facts: PageFacts }
  | { kind: 'check'; facts: PageFacts; check: Exclude<CheckKind, 'none'>; hasDigits: boolean }
  | { kind: 'connect'; facts: PageFacts; hasAsked: boolean }
  | { kind: 'done'; facts: PageFacts; connectedAt: string }
  | { kind: 'ended'; facts: PageFacts; why: EndReason; hasAsked: boolean }

/** Why the page asks for the answer again. */
export const answerFaults = ['empty', 'stale', 'wrong'] as const

/** Why nothing came of a form: its page says so. */
export const refusedReasons = ['later', 'needs_link', 'no_digits'] as const
export type RefusedReason = (typeof refusedReasons)[number]

/** What the page's script needs to show Nango's Connect UI. The token goes to its frame by message alone. */
export type SessionView = {
  token: string
  /** Where Connect UI is, and Nango's API where that is not Nango Cloud's. */
  connectUrl: string
  apiUrl: string | null
  language: Language | null
  /** Milliseconds until the session is over. */
  remainingMs: number
}

/** How far the link is, for the page's script: its state as a word, and the keys that are connected. */
export type ProgressView = { state: 'open' | 'done' | 'ended'; connected: string[] }

/** Whether an answer is progress, and not some proxy's page. */
export function isProgress(value: unknown): value is ProgressView {
  return typeof value === 'object' && value !== null && 'state' in value && 'connected' in value
}

/** The same of a session. */
export function isSession(value: unknown): value is SessionView {
  return typeof value === 'object' && value !== null && 'token' in value && 'connectUrl' in value
}
