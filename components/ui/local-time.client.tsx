'use client'

import { useHydrated } from '@/components/ui/use-hydrated'

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
