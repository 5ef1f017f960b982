import { type Anchor, remainingSince } from './countdown'

/**
 * Which of two anchors to count from. An answer travels for a while, so the later one says too much rather than too
 * little: a little more left is the journey, not news, and would make the seconds jump back. The server says 0 for
 * every ended link; then the anchor before knows better how long ago that was.
 */
export const betterAnchor = (before: Anchor, next: Anchor): Anchor => {
  const left = remainingSince(before, next.wallMs, next.steadyMs)
  if (next.remainingMs === 0 && left <= 0) return before
  return next.remainingMs < left || next.remainingMs > left + 500 ? next : before
}
