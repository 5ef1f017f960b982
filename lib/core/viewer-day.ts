import { dayOf, dayStart } from './time'

/** The cookie that tells the server the zone of the viewer's clock; it is set by the page once it knows. */
export const zoneCookie = 'desk_zone'

/** The viewer's day (`YYYY-MM-DD` in an IANA zone) and the instant that it began at, in milliseconds; no zone, no day. */
export type ViewerDay = { from: string | null; zone: string | null; sinceMs: number }

/** The desk's clock, in milliseconds, and the viewer's day as it is then. */
export type ViewerTime = { now: number; day: ViewerDay }

/** The day that an instant, in milliseconds, belongs to in a zone; where that is unknown, it began with time itself. */
export const viewerTime = (now: number, zone: string | null): ViewerTime => {
  if (zone === null) return { now, day: { from: null, zone, sinceMs: 0 } }
  const from = dayOf(new Date(now), zone)
  return { now, day: { from, zone, sinceMs: dayStart(from, zone).getTime() } }
}
