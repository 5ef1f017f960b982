'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

const subscribe = () => () => {}

/** False on the server and while hydrating, so that what depends on the viewer's zone or browser comes after. */
export const useHydrated = () =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )

/** The desk's clock by now, in milliseconds, going on from what it said: the browser's own may be wrong. */
export const useDeskNow = (asOf: string | undefined): number | null => {
  const [passed, setPassed] = useState({ since: asOf, ms: 0 })
  useEffect(() => {
    const wallMs = Date.now()
    const steadyMs = performance.now()
    const look = () =>
      setPassed({ since: asOf, ms: Math.max(Date.now() - wallMs, performance.now() - steadyMs) })
    const timer = setInterval(look, 5000)
    return () => clearInterval(timer)
  }, [asOf])
  if (asOf === undefined) return null
  return Date.parse(asOf) + (passed.since === asOf ? passed.ms : 0)
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })

/** As wide as any time: figure spaces. */
const unknownYet = '\u2007\u2007:\u2007\u2007'

/** An ISO instant as the hour and minute on the viewer's wall; the whole instant on hover. */
export function LocalTime({ at }: { at: string }) {
  const isHydrated = useHydrated()
  const date = new Date(at)
  return (
    <time dateTime={at} title={isHydrated ? full.format(date) : undefined} className="tabular-nums">
      {isHydrated ? clock.format(date) : unknownYet}
    </time>
  )
}

const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** An ISO instant as day and time on the viewer's wall, in UTC until the browser knows; the whole instant on hover. */
export function LocalMoment({ at }: { at: string }) {
  const isHydrated = useHydrated()
  const date = new Date(at)
  return (
    <time
      dateTime={at}
      title={isHydrated ? full.format(date) : undefined}
      className="whitespace-nowrap tabular-nums"
    >
      {isHydrated ? short.format(date) : `${at.slice(0, 16).replace('T', ' ')} UTC`}
    </time>
  )
}

/** An ISO instant in words that count from now; the whole instant, in the viewer's zone, on hover. */
export function RelativeTime({ at, children }: { at: string; children: string }) {
  const isHydrated = useHydrated()
  return (
    <time
      dateTime={at}
      title={isHydrated ? full.format(new Date(at)) : undefined}
      className="whitespace-nowrap tabular-nums"
    >
      {children}
    </time>
  )
}
