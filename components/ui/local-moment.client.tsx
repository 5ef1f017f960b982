'use client'

import { useHydrated } from '@/components/ui/use-hydrated'

const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })

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
