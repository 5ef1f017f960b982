import type { LinkState } from './link-state'

/** A flow that began in time may finish up to an hour after the link's end (the state cookie of Nango's OAuth flow). */
export const lateMs = 3_600_000

/** Whether a connection may still come of a link: while it lives, and for an hour after its end by clock or by hand. */
export const mayStillConnect = (state: LinkState, remainingMs: number): boolean => {
  if (state === 'active') return true
  return (state === 'expired' || state === 'revoked') && remainingMs > -lateMs
}
