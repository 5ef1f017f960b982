import { dayMs, hourMs, minuteMs } from './time'

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
