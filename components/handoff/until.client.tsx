'use client'

import { useHydrated } from '@/components/kit/platform'

type UntilProps = {
  at: string
  language: string
  /** For what is kept. */
  hasYear?: boolean
}

/** A time in words: in the customer's own zone once a script runs, until then in UTC, and said so. */
export function Until({ at, language, hasYear = false }: UntilProps) {
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
