export const minuteMs = 60_000
/** So little left of a link that somebody should decide whether it is enough. */
export const soonMs = 5 * minuteMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** What a promise brings within so many milliseconds; null when it takes longer, and then goes on unheard. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms, null)
    void promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** A wait, and up to a fifth more, so that those which failed together do not come back together. */
export function jittered(ms: number): number {
  return Math.round(ms * (1 + Math.random() * 0.2))
}

/**
 * How far Nango's clock is ahead of ours, in milliseconds, from the `Date` header of one answer. The header has whole
 * seconds and was written between sending and receiving, so clocks that may agree count as agreeing: 0.
 */
export function clockOffsetMs(date: Date, sentAt: Date, receivedAt: Date) {
  const earliest = date.getTime() - receivedAt.getTime()
  const latest = date.getTime() + 999 - sentAt.getTime()
  if (earliest <= 0 && latest >= 0) return 0
  return earliest > 0 ? earliest : latest
}

/** Longest life we believe, in milliseconds; Nango's is 30 minutes (packages/server/lib/services/connectSession.service.ts). */
const longestLifeMs = dayMs

/** The instant on our clock at which a link ends, or null if Nango's `expiresAt` makes no sense. */
export function endsAtFrom(expiresAt: Date, clockMs: number, now: Date): Date | null {
  const endsAt = new Date(expiresAt.getTime() - clockMs)
  const lifeMs = endsAt.getTime() - now.getTime()
  return lifeMs > 0 && lifeMs <= longestLifeMs ? endsAt : null
}
