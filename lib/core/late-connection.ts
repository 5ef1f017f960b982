import type { LinkState } from './link-state'

/** A flow that began in time may finish up to an hour after the link's end (the state cookie of Nango's OAuth flow). */
export const lateMs = 3_600_000

/** What the end of a link means to whoever is at the provider's page: see `endWords`. */
export type LateFinish = 'none' | 'told' | 'not_told'

const stillFinish =
  'No new connection can be begun. Somebody who is already on the provider’s page can still finish for about an hour'

/** Says what the end of a link does not stop: an OAuth flow that has begun. */
export const endWords: Record<LateFinish, string> = {
  none: 'Nobody can use it any more.',
  told: `${stillFinish}; you would be told.`,
  not_told: `${stillFinish}, and Connect Desk would not notice: look at the connections in Nango.`,
}

/** Whether a connection may still come of a link: while it lives, and for an hour after its end by clock or by hand. */
export const mayStillConnect = (state: LinkState, remainingMs: number): boolean => {
  if (state === 'active') return true
  return (state === 'expired' || state === 'revoked') && remainingMs > -lateMs
}
