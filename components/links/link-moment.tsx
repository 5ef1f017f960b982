import { RelativeTime } from '@/components/ui/relative-time.client'
import { agoText } from '@/lib/core/ago-text'
import type { LinkView } from '@/lib/core/link-view'

type LinkMomentProps = { link: LinkView; leftMs: number; now: number }

/** How long a link still has, or how long ago it ended. */
export function LinkMoment({ link, leftMs, now }: LinkMomentProps) {
  const { state, createdAt, connectedAt, endedAt, endsAt } = link
  if (state === 'active' && endsAt !== null)
    return <RelativeTime at={endsAt}>{`${Math.max(1, Math.round(leftMs / 60_000))} min left`}</RelativeTime>
  const at = connectedAt ?? (state === 'expired' ? endsAt : endedAt) ?? createdAt
  return <RelativeTime at={at}>{agoText(now - Date.parse(at))}</RelativeTime>
}
