'use client'

import { useHydrated } from '@/components/ui/use-hydrated'

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })

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
