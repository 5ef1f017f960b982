import type { LinkState } from './link-state'

/** What to show now: a link whose time is up counts as expired at once, before the server says so. */
export const shownState = (state: LinkState, remainingMs: number): LinkState =>
  state === 'active' && remainingMs <= 0 ? 'expired' : state
