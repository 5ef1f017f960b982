import { dayOf, dayStart } from './day-start'

/** The cookie that tells the server the zone of the viewer's clock; it is set by the page once it knows. */
export const zoneCookie = 'desk_zone'

/** The viewer's day (`YYYY-MM-DD` in an IANA zone) and the instant that it began at, in milliseconds. */
export type ViewerDay = { from: string; zone: string; sinceMs: number }

/** The day that an instant, in milliseconds, belongs to in a zone. */
export const viewerDay = (nowMs: number, zone: string): ViewerDay => {
  const from = dayOf(new Date(nowMs), zone)
  return { from, zone, sinceMs: dayStart(from, zone).getTime() }
}
