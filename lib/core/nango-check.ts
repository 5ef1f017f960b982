import type { FailureCode } from './failure'

export type ScopeState = 'granted' | 'missing' | 'unknown'

/**
 * Without a needed scope the desk does not work; without an optional one some things cannot be done; an excessive one
 * lets the key do what the desk never does.
 */
export type ScopeNeed = 'needed' | 'optional' | 'excessive'

export type ScopeView = { name: string; need: ScopeNeed; state: ScopeState }

/** What Nango last said of the account's rate limit. */
export type RateView = {
  limit: number
  remaining: number
  resetsAt: string | null
  /** Work that nobody waits for rests, to leave the rest to people. */
  isResting: boolean
}

/** What one look at Nango showed. `checkedAt` is an ISO instant. */
export type NangoCheck = {
  checkedAt: string
  /** Why nothing could be learned: Nango does not answer, or not to this key. */
  failure: { code: FailureCode; message: string } | null
  scopes: ScopeView[]
  latencyMs: number | null
  /** How far Nango's clock is ahead of this server's; below 0 behind; 0 when they may agree; null when not known. */
  clockAheadMs: number | null
  /** As of the newest answer to any process; null while there was none that named it. */
  rate: RateView | null
}
