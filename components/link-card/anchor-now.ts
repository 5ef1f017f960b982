import type { Anchor } from '@/lib/core/countdown'

/** An anchor for what is left as of now. */
export const anchorNow = (remainingMs: number): Anchor => ({
  remainingMs,
  wallMs: Date.now(),
  steadyMs: performance.now(),
})
