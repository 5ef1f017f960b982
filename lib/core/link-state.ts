import { z } from 'zod'

/** A link's life; design: creating → active → connected | expired | revoked, creating → failed. */
export const LinkState = z.enum(['creating', 'active', 'connected', 'expired', 'revoked', 'failed'])
export type LinkState = z.infer<typeof LinkState>

/** From which states each state may be entered. `connected` beats `expired` and `revoked`: a flow begun in time may finish late. */
export const entersFrom: Record<Exclude<LinkState, 'creating'>, readonly LinkState[]> = {
  active: ['creating'],
  failed: ['creating'],
  connected: ['active', 'expired', 'revoked'],
  expired: ['active'],
  revoked: ['active'],
}

export const isLive = (state: LinkState) => state === 'active'
