const steps: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

const format = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** How long ago something was, in the largest unit that it fills at least once, such as `3 hours ago`. */
export const agoText = (ms: number) => {
  const step = steps.find(([, unitMs]) => ms >= unitMs)
  return step ? format.format(-Math.floor(ms / step[1]), step[0]) : 'just now'
}
