import { lateMs, mayStillConnect } from './late-connection'
import type { LinkState } from './link-state'

/** Milliseconds until the next look at a link that somebody watches, or false when nothing more can happen to it. */
export const pollIntervalMs = (state: LinkState, remainingMs: number): number | false => {
  if (state === 'creating' || state === 'active') return 1500
  if (mayStillConnect(state, remainingMs)) return 10_000
  // A second flow that was begun through it may still finish; whoever finds that out, it is not this look.
  return state === 'connected' && remainingMs > -lateMs ? 20_000 : false
}
