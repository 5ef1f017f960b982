'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

const subscribe = () => () => {}

/** False on the server and while hydrating, so that what depends on the viewer's zone or browser comes after. */
export function useHydrated() {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
}

/** The desk's clock by now, in milliseconds, going on from what it said: the browser's own may be wrong. */
export function useDeskNow(asOf: string | undefined): number | null {
  const [passed, setPassed] = useState({ since: asOf, ms: 0 })
  useEffect(() => {
    const wallMs = Date.now()
    const steadyMs = performance.now()
    const tick = () =>
      setPassed({ since: asOf, ms: Math.max(Date.now() - wallMs, performance.now() - steadyMs) })
    const timer = setInterval(tick, 5000)
    return () => clearInterval(timer)
  }, [asOf])
  if (asOf === undefined) return null
  return Date.parse(asOf) + (passed.since === asOf ? passed.ms : 0)
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
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
function Instant({ at, before, text, className = '' }: InstantProps) {
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

/** An ISO instant as the hour and minute on the viewer's wall. */
export function LocalTime({ at }: { at: string }) {
  return <Instant at={at} before={unknownYet} text={(date) => clock.format(date)} />
}

/** An ISO instant as day and time on the viewer's wall, in UTC until the browser knows. */
export function LocalMoment({ at }: { at: string }) {
  const utc = `${at.slice(0, 16).replace('T', ' ')} UTC`
  return <Instant at={at} before={utc} text={(date) => short.format(date)} className="whitespace-nowrap" />
}

/** An ISO instant in words that count from now. */
export function RelativeTime({ at, children }: { at: string; children: string }) {
  return <Instant at={at} before={children} text={() => children} className="whitespace-nowrap" />
}
