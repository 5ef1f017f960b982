/**
 * How far Nango's clock is ahead of ours, in milliseconds, from the `Date` header of one answer. The header has whole
 * seconds and was written between sending and receiving, so clocks that may agree count as agreeing: 0.
 */
export const clockOffsetMs = (date: Date, sentAt: Date, receivedAt: Date) => {
  const earliest = date.getTime() - receivedAt.getTime()
  const latest = date.getTime() + 999 - sentAt.getTime()
  if (earliest <= 0 && latest >= 0) return 0
  return earliest > 0 ? earliest : latest
}

/** Longest life we believe, in milliseconds; Nango's is 30 minutes (packages/server/lib/services/connectSession.service.ts). */
const longestLifeMs = 24 * 3_600_000

/** The instant on our clock at which a link ends, or null if Nango's `expiresAt` makes no sense. */
export const endsAtFrom = (expiresAt: Date, offsetMs: number, now: Date): Date | null => {
  const endsAt = new Date(expiresAt.getTime() - offsetMs)
  const lifeMs = endsAt.getTime() - now.getTime()
  return lifeMs > 0 && lifeMs <= longestLifeMs ? endsAt : null
}
