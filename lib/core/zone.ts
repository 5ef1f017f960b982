import { dayMs, minuteMs } from './time'

/** The IANA zone of the clock that this runs beside: in a browser, that of whoever looks. */
export function viewerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The first instant of a day (`YYYY-MM-DD`) in an IANA zone; its midnight may not exist, or exist twice. */
export function dayStart(day: string, zone: string): Date {
  return instantAt(day, 0, zone)
}

/** The day (`YYYY-MM-DD`) after a day. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
}

/** The day (`YYYY-MM-DD`) that an instant belongs to in a zone. */
export function dayOf(at: Date, zone: string): string {
  return wallOf(at, zone).day
}

/** What the clocks of a zone show at an instant: the day (`YYYY-MM-DD`), and the minutes since its midnight by them. */
export function wallOf(at: Date, zone: string): { day: string; minutes: number } {
  const wall = wallClock(at, zone)
  return { day: wall.toISOString().slice(0, 10), minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes() }
}

/**
 * The instant at which the clocks of a zone show a time of a day: the first of two, and where there is none the first after
 * it. Both offsets that the zone has around it are tried.
 */
export function instantAt(day: string, minutes: number, zone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs
  const candidates = [utc - dayMs, utc + dayMs].map((near) => utc - offsetMs(near, zone))
  const isReached = (at: number) => wallClock(new Date(at), zone).getTime() >= utc
  const reached = candidates.filter(isReached)
  return new Date(Math.min(...(reached.length > 0 ? reached : candidates)))
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

/** The cookie that names to the server the zone of the viewer's clock; it is set by the page once it knows. */
export const zoneCookie = 'desk_zone'

/** The viewer's day (`YYYY-MM-DD` in an IANA zone) and the instant that it began at, in milliseconds; no zone, no day. */
type ViewerDay = { from: string | null; zone: string | null; sinceMs: number }

/** The desk's clock, in milliseconds, and the viewer's day as it is then. */
export type ViewerTime = { now: number; day: ViewerDay }

/** The day that an instant, in milliseconds, belongs to in a zone; where that is unknown, it began with time itself. */
export function viewerTime(now: number, zone: string | null): ViewerTime {
  if (zone === null) return { now, day: { from: null, zone, sinceMs: 0 } }
  const from = dayOf(new Date(now), zone)
  return { now, day: { from, zone, sinceMs: dayStart(from, zone).getTime() } }
}
