/** A link's life: creating → active → connected | expired | revoked, creating → failed. */
export const linkStates = ['creating', 'active', 'connected', 'expired', 'revoked', 'failed'] as const
export type LinkState = (typeof linkStates)[number]

/** From which states each state may be entered. `connected` beats `expired` and `revoked`: a flow begun in time may finish late. */
export const entersFrom: Record<Exclude<LinkState, 'creating'>, readonly LinkState[]> = {
  active: ['creating'],
  failed: ['creating'],
  connected: ['active', 'expired', 'revoked'],
  expired: ['active'],
  revoked: ['active'],
}

/** Links that somebody was shown: not those that failed or are still being created. */
export const shownStates = [
  'active',
  'connected',
  'expired',
  'revoked',
] as const satisfies readonly LinkState[]

/** Links that may get a twin: those that were shown and not used. */
export const renewableStates: readonly LinkState[] = ['active', 'expired', 'revoked']

export function isLive(state: LinkState) {
  return state === 'active'
}

/** What to show now: a link whose time is up counts as expired at once, before the server says so. */
export function shownState(state: LinkState, remainingMs: number): LinkState {
  return state === 'active' && remainingMs <= 0 ? 'expired' : state
}

/** The word that people see for a state. */
export const stateWords: Record<LinkState, string> = {
  creating: 'Being made',
  active: 'Waiting for the customer',
  connected: 'Connected',
  expired: 'Expired',
  revoked: 'Revoked',
  failed: 'Failed',
}

/** What is said of a search for links that `isWideSearch` is false for. */
export const shortSearchHint =
  'A short search finds whole customer IDs only. Type three letters or digits in a row to search everything.'

/** The word for a revoked link that another one took the place of: for people alone, its state stays what it is. */
export const renewedWord = 'Renewed'

/** Why an attempt to connect failed, as far as Nango's webhook says. */
export type AttemptFailure = 'declined' | 'misconfigured' | 'unknown'

/** What providers send a browser back with when the person did not want to (RFC 6749 §4.1.2.1, and LinkedIn's own two). */
const refusals = ['access_denied', 'user_cancelled_login', 'user_cancelled_authorize']

/** What they send it back with when the integration asks for something wrong (RFC 6749 §4.1.2.1 and §5.2). */
const mistakes = [
  'invalid_client',
  'invalid_request',
  'invalid_scope',
  'redirect_uri_mismatch',
  'unauthorized_client',
  'unsupported_response_type',
]

/**
 * The kind of a failure by its webhook's `error`: `unknown` is a refused token exchange, `invalid_callback` a browser that
 * came back without a code (recorded: `story-failed-token-exchange`, `story-failed-denied`, `story-failed-no-code`).
 * The description is only read for the provider's own code in it; nothing of it is kept.
 */
export function toAttemptFailure(type: string | undefined, description: string): AttemptFailure {
  if (type === 'unknown') return 'misconfigured'
  if (type !== 'invalid_callback') return 'unknown'
  const code = /Provider error: error: ([a-z_]{1,64})/.exec(description)?.[1] ?? ''
  if (refusals.includes(code)) return 'declined'
  return mistakes.includes(code) ? 'misconfigured' : 'unknown'
}

export const attemptFailureWords: Record<AttemptFailure, string> = {
  declined: 'The customer declined',
  misconfigured: 'An admin must look at this integration',
  unknown: 'An attempt failed',
}

export function isAttemptFailure(kind: string | null): kind is AttemptFailure {
  return kind !== null && kind in attemptFailureWords
}

/** Up to how many live links of a customer the form counts. */
export const mostCustomerLinks = 20

/** Nobody renews one link after the other more often than that. */
export const mostRenewed = 20
