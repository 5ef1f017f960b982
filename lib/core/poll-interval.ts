import { mayStillConnect } from './late-connection'
import type { LinkState } from './link-state'

/** Milliseconds until the next look at a link that somebody watches, or false when nothing more can happen to it. */
export const pollIntervalMs = (state: LinkState, remainingMs: number): number | false => {
  if (state === 'creating' || state === 'active') return 1500
  return mayStillConnect(state, remainingMs) ? 10_000 : false
}
