// What is said of times, and what a countdown counts from.

import { dayMs, hourMs, minuteMs, soonMs } from './time'

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

/** What is left of a link's time, in the largest unit of which there are two, such as `29 min left`. */
export function leftText(ms: number) {
  if (ms < 2 * hourMs) return `${Math.max(1, Math.round(ms / minuteMs))} min left`
  return ms < 2 * dayMs ? `${Math.round(ms / hourMs)} h left` : `${Math.round(ms / dayMs)} days left`
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** Hour and minute of an instant on the wall here, after its day where that is not today's, and its year where that is not this one. */
export function wallText(at: Date, now: Date, locale?: string) {
  const tell = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, parts).format(at)
  const time = tell(clock)
  if (at.toDateString() === now.toDateString()) return time
  const isThisYear = at.getFullYear() === now.getFullYear()
  return `${tell(isThisYear ? { day: 'numeric', month: 'short' } : { dateStyle: 'medium' })}, ${time}`
}

export type CountdownTone = 'calm' | 'soon' | 'last'

const pad = (figure: number) => String(figure).padStart(2, '0')

/** mm:ss, rounded up so that a live link never shows 00:00; of more than an hour days and hours, or hours and minutes. */
export function formatCountdown(remainingMs: number) {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`
  if (minutes > 60) return `${hours} h ${pad(minutes % 60)} min`
  return `${pad(minutes)}:${pad(seconds % 60)}`
}

/** Amber under 5 minutes, red under 1. */
export function countdownTone(remainingMs: number): CountdownTone {
  if (remainingMs < 60_000) return 'last'
  return remainingMs < soonMs ? 'soon' : 'calm'
}

const announcements: [atMs: number, text: string][] = [
  [soonMs, '5 minutes left.'],
  [60_000, '1 minute left.'],
  [0, 'The link has expired.'],
]

/** What a screen reader should hear when the time left went from `before` to `after`; only the last of several. */
export function announceBetween(before: number, after: number): string | null {
  return announcements.findLast(([atMs]) => before > atMs && after <= atMs)?.[1] ?? null
}

/** Where a countdown was anchored: what was left, and both browser clocks at that moment. */
export type Anchor = { remainingMs: number; wallMs: number; steadyMs: number }

/**
 * Time left. The steady clock may stand still while the machine sleeps and the wall clock may be set back; each only
 * ever runs too slow by that, so the larger of the two spans is the true one.
 */
export function remainingSince(anchor: Anchor, wallMs: number, steadyMs: number) {
  return anchor.remainingMs - Math.max(0, wallMs - anchor.wallMs, steadyMs - anchor.steadyMs)
}

type Instant = { wallMs: number; steadyMs: number }

/** An answer that took longer than this is too old to count from. */
const longestTripMs = 1_000

/**
 * Which of two anchors to count from. An answer travels for a while, so the later one says too much rather than too
 * little: a little more left is the travel time of the answer, nothing new, and would make the seconds jump back. The server says 0 for
 * every ended link; then the anchor before knows better how long ago that was.
 * One that was asked for long ago may have waited while the machine slept: it says nothing about now.
 */
export function betterAnchor(before: Anchor, next: Anchor, askedAt: Instant): Anchor {
  const tripMs = Math.max(next.wallMs - askedAt.wallMs, next.steadyMs - askedAt.steadyMs)
  if (tripMs > longestTripMs) return before
  const left = remainingSince(before, next.wallMs, next.steadyMs)
  if (next.remainingMs === 0 && left <= 0) return before
  return next.remainingMs < left || next.remainingMs > left + 500 ? next : before
}
