import { Icon, type IconName } from '@/components/kit/icon.client'
import { type LinkState, renewedWord, stateWords } from '@/lib/links/words'

const badges: Record<LinkState, { icon: IconName; tone: string }> = {
  creating: { icon: 'hourglass', tone: 'bg-status-ended-soft text-status-ended' },
  active: { icon: 'clock', tone: 'bg-status-waiting-soft text-status-waiting' },
  connected: { icon: 'checkCircle', tone: 'bg-status-connected-soft text-status-connected' },
  expired: { icon: 'hourglass', tone: 'bg-status-ended-soft text-status-ended' },
  revoked: { icon: 'ban', tone: 'bg-status-ended-soft text-status-ended line-through' },
  failed: { icon: 'alert', tone: 'bg-status-failed-soft text-status-failed' },
}

const renewedBadge = { icon: 'renew', tone: badges.expired.tone } as const

type StateBadgeProps = {
  state: LinkState
  /** The link that took its place, or null. */
  renewedAs: string | null
  isWatched?: boolean
}

/** A link's state by colour, icon and word; announced when it changes, if `isWatched`. */
export function StateBadge({ state, renewedAs, isWatched = false }: StateBadgeProps) {
  const isRenewed = state === 'revoked' && renewedAs !== null
  const { icon, tone } = isRenewed ? renewedBadge : badges[state]
  const Tag = isWatched ? 'output' : 'span'
  return (
    <Tag
      className={`inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full px-2 text-sm font-medium whitespace-nowrap ${tone}`}
    >
      <Icon name={icon} className="size-3.5" />
      {isRenewed ? renewedWord : stateWords[state]}
    </Tag>
  )
}
