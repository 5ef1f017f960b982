'use client'

import { useHydrated } from '@/components/kit/platform'
import { wallText } from '@/lib/core/time-words'

const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })

/** As wide as any time: figure spaces. */
const unknownYet = '\u2007\u2007:\u2007\u2007'

type InstantProps = {
  at: string
  /** What stands there until the browser knows its zone, and then. */
  before: string
  text: (date: Date) => string
  className?: string
}

/** An ISO instant; the whole of it, in the viewer's zone, on hover. */
export function Instant({ at, before, text, className = '' }: InstantProps) {
  const isHydrated = useHydrated()
  const date = new Date(at)
  return (
    <time
      dateTime={at}
      title={isHydrated ? full.format(date) : undefined}
      className={`tabular-nums ${className}`}
    >
      {isHydrated ? text(date) : before}
    </time>
  )
}

/** An ISO instant as the hour and minute on the viewer's wall; with its day, if that is another than today. */
export function LocalTime({ at }: { at: string }) {
  return (
    <Instant
      at={at}
      before={unknownYet}
      text={(date) => wallText(date, new Date())}
      className="whitespace-nowrap"
    />
  )
}

/** An ISO instant as day and time on the viewer's wall, in UTC until the browser knows. */
export function LocalMoment({ at }: { at: string }) {
  const utc = `${at.slice(0, 16).replace('T', ' ')} UTC`
  return <Instant at={at} before={utc} text={(date) => short.format(date)} className="whitespace-nowrap" />
}
