import { LocalMoment } from '@/components/ui/local-moment.client'
import type { RateView } from '@/lib/core/nango-check'

const number = new Intl.NumberFormat('en')

/** What is left of the account's rate limit at Nango. */
export function RateLimit({ rate }: { rate: RateView | null }) {
  if (!rate) return <>Nango has not told one yet.</>
  return (
    <>
      {number.format(rate.remaining)} of {number.format(rate.limit)} requests left
      {rate.resetsAt && (
        <>
          {' '}
          until <LocalMoment at={rate.resetsAt} />
        </>
      )}
      .{rate.isResting && ' Background checks rest until then, to leave the rest to people.'}
    </>
  )
}
