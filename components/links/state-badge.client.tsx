import { Badge, type Tone } from '@/components/kit/badge.client'
import { type LinkState, renewedWord, stateWords } from '@/lib/links/words'

const tones: Record<LinkState, Tone> = {
  creating: { icon: 'hourglass', tone: 'bg-status-ended-soft text-status-ended' },
  active: { icon: 'clock', tone: 'bg-status-waiting-soft text-status-waiting' },
  connected: { icon: 'checkCircle', tone: 'bg-status-connected-soft text-status-connected' },
  expired: { icon: 'hourglass', tone: 'bg-status-ended-soft text-status-ended' },
  revoked: { icon: 'ban', tone: 'bg-status-ended-soft text-status-ended line-through' },
  failed: { icon: 'alert', tone: 'bg-status-failed-soft text-status-failed' },
}

const renewedTone: Tone = { icon: 'renew', tone: tones.expired.tone }

type StateBadgeProps = {
  state: LinkState
  /** The link that took its place, or null. */
  renewedAs: string | null
  isWatched?: boolean
}

/** A link's state by colour, icon and word; announced when it changes, if `isWatched`. */
export function StateBadge({ state, renewedAs, isWatched = false }: StateBadgeProps) {
  const isRenewed = state === 'revoked' && renewedAs !== null
  return (
    <Badge {...(isRenewed ? renewedTone : tones[state])} isWatched={isWatched}>
      {isRenewed ? renewedWord : stateWords[state]}
    </Badge>
  )
}
