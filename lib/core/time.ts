export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** What a promise brings within so many milliseconds; null when it takes longer, and then goes on unheard. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms, null)
    void promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/**
 * The first instant of a day (`YYYY-MM-DD`) in an IANA zone. Its midnight may not exist, or exist twice, where the
 * clocks change then; so both offsets that the zone has around it are tried.
 */
export function dayStart(day: string, zone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`)
  const candidates = [utc - dayMs, utc + dayMs].map((near) => utc - offsetMs(near, zone))
  const fitting = candidates.filter((at) => dayOf(new Date(at), zone) >= day)
  return new Date(Math.min(...fitting))
}

/** The day (`YYYY-MM-DD`) after a day. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
}

/** The day (`YYYY-MM-DD`) that an instant belongs to in a zone. */
export function dayOf(at: Date, zone: string): string {
  return wallClock(at, zone).toISOString().slice(0, 10)
}

const offsetMs = (atMs: number, zone: string) => wallClock(new Date(atMs), zone).getTime() - atMs

/** What the clocks of a zone show at an instant, written as if they showed UTC. */
const wallClock = (at: Date, zone: string): Date => {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value)
  return new Date(
    Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second')),
  )
}

const steps: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
]

const format = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** How long ago something was, in the largest unit that it fills at least once, such as `3 hours ago`. */
export function agoText(ms: number) {
  const step = steps.find(([, unitMs]) => ms >= unitMs)
  return step ? format.format(-Math.floor(ms / step[1]), step[0]) : 'just now'
}

const say = (count: number, unit: 'second' | 'minute' | 'hour') =>
  new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(count)

/** A span in the largest unit that it fills at least once, such as `3 minutes`. */
export function durationText(ms: number) {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return say(seconds, 'second')
  if (seconds < 3600) return say(Math.floor(seconds / 60), 'minute')
  return say(Math.floor(seconds / 3600), 'hour')
}

/** The cookie that names to the server the zone of the viewer's clock; it is set by the page once it knows. */
export const zoneCookie = 'desk_zone'

/** The viewer's day (`YYYY-MM-DD` in an IANA zone) and the instant that it began at, in milliseconds; no zone, no day. */
export type ViewerDay = { from: string | null; zone: string | null; sinceMs: number }

/** The desk's clock, in milliseconds, and the viewer's day as it is then. */
export type ViewerTime = { now: number; day: ViewerDay }

/** The day that an instant, in milliseconds, belongs to in a zone; where that is unknown, it began with time itself. */
export function viewerTime(now: number, zone: string | null): ViewerTime {
  if (zone === null) return { now, day: { from: null, zone, sinceMs: 0 } }
  const from = dayOf(new Date(now), zone)
  return { now, day: { from, zone, sinceMs: dayStart(from, zone).getTime() } }
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
