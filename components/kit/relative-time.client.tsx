'use client'

import { useEffect, useState } from 'react'

import { Instant } from '@/components/kit/time.client'

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

/** An ISO instant in words that count from now. */
export function RelativeTime({ at, children }: { at: string; children: string }) {
  return <Instant at={at} before={children} text={() => children} className="whitespace-nowrap" />
}
