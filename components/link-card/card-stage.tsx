import { ConnectedStage } from '@/components/link-card/connected-stage'
import { EndedStage } from '@/components/link-card/ended-stage'
import { LiveStage, type Reveal } from '@/components/link-card/live-stage'
import type { HandOver } from '@/lib/core/hand-over'
import type { LinkState } from '@/lib/core/link-state'
import type { LinkView } from '@/lib/core/link-view'

type CardStageProps = {
  link: LinkView
  state: LinkState
  url: string | null
  isPutAway: boolean
  remainingMs: number
  renew: { run: () => void; isPending: boolean }
  reveal: Reveal | undefined
  onHandOver: (how: HandOver) => void
  onNewLink: (() => void) | undefined
  onSameCustomer: ((link: LinkView) => void) | undefined
}

/** The middle of the card: what can be done with the link as it stands. */
export function CardStage(props: CardStageProps) {
  const { link, state, url, remainingMs, renew, onNewLink, onSameCustomer } = props
  if (state === 'active' && !link.isRevoking)
    return (
      <LiveStage
        link={link}
        url={url}
        isPutAway={props.isPutAway}
        remainingMs={remainingMs}
        lifeMs={lifeMsOf(link)}
        reveal={props.reveal}
        onHandOver={props.onHandOver}
      />
    )
  if (state === 'connected')
    return (
      <ConnectedStage
        link={link}
        onNewLink={onNewLink}
        onSameCustomer={onSameCustomer && (() => onSameCustomer(link))}
      />
    )
  return (
    <EndedStage
      link={link}
      state={state === 'active' ? 'revoking' : state}
      isRenewing={renew.isPending}
      onRenew={renew.run}
      onNewLink={onNewLink}
    />
  )
}

const lifeMsOf = ({ createdAt, endsAt }: LinkView) =>
  endsAt ? new Date(endsAt).getTime() - new Date(createdAt).getTime() : 1
