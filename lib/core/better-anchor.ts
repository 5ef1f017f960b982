import { type Anchor, remainingSince } from './countdown'

type Instant = { wallMs: number; steadyMs: number }

/** An answer that took longer than this is too old to count from. */
const longestTripMs = 1_000

/**
 * Which of two anchors to count from. An answer travels for a while, so the later one says too much rather than too
 * little: a little more left is the journey, not news, and would make the seconds jump back. The server says 0 for
 * every ended link; then the anchor before knows better how long ago that was.
 * One that was asked for long ago may have waited while the machine slept: it says nothing about now.
 */
export const betterAnchor = (before: Anchor, next: Anchor, askedAt: Instant): Anchor => {
  const tripMs = Math.max(next.wallMs - askedAt.wallMs, next.steadyMs - askedAt.steadyMs)
  if (tripMs > longestTripMs) return before
  const left = remainingSince(before, next.wallMs, next.steadyMs)
  if (next.remainingMs === 0 && left <= 0) return before
  return next.remainingMs < left || next.remainingMs > left + 500 ? next : before
}
