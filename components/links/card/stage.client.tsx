import Link from 'next/link'

import { Button, buttonClass } from '@/components/kit/button.client'
import { Icon, type IconName } from '@/components/kit/icon.client'
import { Name } from '@/components/kit/name.client'
import { LocalTime } from '@/components/kit/time.client'
import { LiveStage, type Reveal } from '@/components/links/card/live-stage.client'
import { routes } from '@/lib/core/routes'
import { listText } from '@/lib/core/sentence'
import { durationText } from '@/lib/core/time-words'
import type { HandOver } from '@/lib/links/schema/lists'
import { type LinkView, mayRenew } from '@/lib/links/view'
import type { LinkState } from '@/lib/links/words'

type CardStageProps = {
  link: LinkView
  state: LinkState
  url: string | null
  isPutAway: boolean
  remainingMs: number
  renew: { run: () => void; isPending: boolean }
  reveal: Reveal | undefined
  copying: Promise<boolean> | null
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
        copying={props.copying}
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

type ConnectedStageProps = {
  link: LinkView
  onNewLink: (() => void) | undefined
  onSameCustomer: (() => void) | undefined
}

/** The moment that everybody waited for. */
function ConnectedStage({ link, onNewLink, onSameCustomer }: ConnectedStageProps) {
  const { integrations, connectedAt, createdAt, isMine, makerName } = link
  const names = listText(integrations.map(({ displayName }) => displayName))
  return (
    <div className="flex flex-col items-center justify-center gap-4 text-center">
      <span className="flex size-28 items-center justify-center rounded-full bg-status-connected-soft text-status-connected">
        <Icon name="check" className="size-16" />
      </span>
      <div>
        <p className="text-xl font-semibold">{names}</p>
        {connectedAt && (
          <p className="mt-1 text-muted">
            Connected at <LocalTime at={connectedAt} />,{' '}
            {durationText(new Date(connectedAt).getTime() - new Date(createdAt).getTime())} after{' '}
            {isMine ? 'you' : <Name>{makerName}</Name>} made the link
          </p>
        )}
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        {onSameCustomer && <Button onClick={onSameCustomer}>Same customer</Button>}
        {onNewLink && (
          <Button variant="primary" onClick={onNewLink}>
            New link
          </Button>
        )}
        {integrations.map(
          ({ key, displayName, connectionId }) =>
            connectionId && (
              <Link
                key={key}
                href={routes.connection(key, connectionId)}
                prefetch={false}
                className={buttonClass()}
              >
                Open {integrations.length > 1 && `${displayName} `}connection
              </Link>
            ),
        )}
      </div>
    </div>
  )
}

type EndedState = Exclude<LinkState, 'active' | 'connected'> | 'revoking'

const renewed = {
  icon: 'renew',
  title: 'This link was renewed',
  text: 'A new link has taken its place, for the same customer.',
} as const

const texts: Record<EndedState, { icon: IconName; title: string; text: string }> = {
  creating: {
    icon: 'hourglass',
    title: 'This link is being made',
    text: 'It appears here as soon as Nango has answered.',
  },
  revoking: {
    icon: 'hourglass',
    title: 'This link is being revoked',
    text: 'Nango has not confirmed it yet. Connect Desk goes on trying until it has.',
  },
  expired: {
    icon: 'hourglass',
    title: 'This link has expired',
    text: 'Renew it to give the same customer a new one. A connection begun in time still counts.',
  },
  revoked: {
    icon: 'ban',
    title: 'This link was revoked',
    text: 'Renew it to give the same customer a new one.',
  },
  failed: {
    icon: 'alert',
    title: 'This link was not made',
    text: 'Nothing was shown to anybody. Make a new one with the form.',
  },
}

type EndedStageProps = {
  link: LinkView
  state: EndedState
  isRenewing: boolean
  onRenew: () => void
  onNewLink: (() => void) | undefined
}

/** What stands in the place of a link that is over, or not there yet. */
function EndedStage(props: EndedStageProps) {
  const { link, state } = props
  const { icon, title } = textsOf(link, state)
  const at = state === 'expired' ? link.endsAt : link.endedAt
  return (
    <div className="flex flex-col items-center justify-center gap-4 text-center">
      <Icon name={icon} className="size-12 text-muted" />
      <div className="max-w-80">
        <p className="text-lg font-semibold">
          {title}
          {at && (
            <>
              {' at '}
              <LocalTime at={at} />
            </>
          )}
        </p>
        <p className="mt-1 text-muted">{textOf(link, state)}</p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Ways {...props} />
      </div>
    </div>
  )
}

const textsOf = ({ renewedAs }: LinkView, state: EndedState) =>
  state === 'revoked' && renewedAs !== null ? renewed : texts[state]

const textOf = (link: LinkView, state: EndedState) => {
  const { text } = textsOf(link, state)
  return state === 'revoked' ? `${link.endWords} ${text}` : text
}

/** What leads on. A renewed link leads to the one that took its place, which can be renewed itself. */
function Ways({ link, state, isRenewing, onRenew, onNewLink }: EndedStageProps) {
  if (state === 'creating' || state === 'revoking') return null
  return (
    <>
      {link.renewedAs !== null && (
        <Link href={routes.link(link.renewedAs)} prefetch={false} className={buttonClass('primary')}>
          Show the new link
        </Link>
      )}
      {link.canEnd && mayRenew(link, state) && (
        <Button variant="primary" isPending={isRenewing} onClick={onRenew}>
          <Icon name="renew" />
          {isRenewing ? 'Renewing…' : 'Renew'}
        </Button>
      )}
      {onNewLink && <Button onClick={onNewLink}>New link</Button>}
    </>
  )
}
