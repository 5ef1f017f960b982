'use client'

import { Button } from '@/components/kit/button.client'
import { useHydrated } from '@/components/kit/platform'

type ZonedTimeProps = {
  at: string
  language: string
  /** For what is kept. */
  hasYear?: boolean
}

/** A time in words: in the customer's own zone once a script runs, until then in UTC, and said so. */
export function ZonedTime({ at, language, hasYear = false }: ZonedTimeProps) {
  const zone: Intl.DateTimeFormatOptions = useHydrated() ? {} : { timeZone: 'UTC', timeZoneName: 'short' }
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(hasYear && { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
    ...zone,
  })
  return <time dateTime={at}>{format.format(new Date(at))}</time>
}

export function PrintButton({ text }: { text: string }) {
  return (
    <Button className="self-start print:hidden" onClick={() => window.print()}>
      {text}
    </Button>
  )
}
