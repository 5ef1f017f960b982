import type { LinkState } from './link-state'

/** A flow that began in time may finish up to an hour after the end. */
const lateMs = 60 * 60_000

/** Milliseconds until the next look at a link that somebody watches, or false when nothing more can happen to it. */
export const pollIntervalMs = (state: LinkState, remainingMs: number): number | false => {
  if (state === 'creating' || state === 'active') return 2000
  return state === 'expired' && remainingMs > -lateMs ? 10_000 : false
}
