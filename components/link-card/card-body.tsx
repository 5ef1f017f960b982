import { useEffect, useRef, useState } from 'react'

import { AlarmNotices } from '@/components/link-card/alarm-notices'
import { CardFooter } from '@/components/link-card/card-footer'
import { CardFrame, cardLook } from '@/components/link-card/card-frame'
import { CardStage } from '@/components/link-card/card-stage'
import { EndDialogs } from '@/components/link-card/end-dialogs'
import { FullScreen } from '@/components/link-card/full-screen'
import type { Reveal } from '@/components/link-card/live-stage'
import { useAnnouncement } from '@/components/link-card/use-announcement'
import { useAnswer } from '@/components/link-card/use-answer'
import { useBringInto } from '@/components/link-card/use-bring-into'
import { useRemainingMs } from '@/components/link-card/use-remaining-ms'
import { useRenewal } from '@/components/link-card/use-renewal'
import { useWatchedLink } from '@/components/link-card/use-watched-link'
import { StateBadge } from '@/components/ui/state-badge'
import type { LinkActions } from '@/lib/core/answers'
import type { HandOver } from '@/lib/core/hand-over'
import { mayStillConnect } from '@/lib/core/late-connection'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import { shownState } from '@/lib/core/shown-state'

export type CardBodyProps = {
  live: LiveLinkView
  actions: LinkActions
  takesFocus: boolean
  onRenewed: (live: LiveLinkView) => void
  onChange: ((link: LinkView) => void) | undefined
  onNewLink: (() => void) | undefined
  onSameCustomer: ((link: LinkView) => void) | undefined
  reveal: Reveal | undefined
}

/** One link, watched. */
export function CardBody(props: CardBodyProps) {
  const { live, actions, takesFocus, onRenewed, onChange, onNewLink, onSameCustomer } = props
  const { link, anchor, silentSince, setLink, isSignedOut, isOffline } = useWatchedLink(live)
  const remainingMs = useRemainingMs(anchor, link.state === 'active')
  const news = useAnnouncement(remainingMs, link.state === 'active')
  const state = shownState(link.state, remainingMs)
  const [dialog, setDialog] = useState<'renew' | 'revoke' | 'fullScreen' | null>(null)
  const region = useRef<HTMLElement>(null)
  const close = () => setDialog(null)
  const handOver = (how: HandOver) => {
    if (how === 'full_screen') setDialog('fullScreen')
    // A note that fails disturbs nobody.
    actions.note(link.id, how).catch(() => {})
  }
  const learn = (changed: LinkView) => {
    void setLink(changed)
    region.current?.focus()
  }
  const renew = useRenewal(link.id, actions, onRenewed)
  const learnEnd = (ended: LinkView) => {
    learn(ended)
    close()
  }
  const revoke = useAnswer(() => actions.revoke(link.id), learnEnd)
  useBringInto(region, takesFocus)
  useEffect(() => onChange?.({ ...link, state }), [link, state, onChange])
  return (
    <>
      <section ref={region} tabIndex={-1} aria-label="Connect link" className={cardLook}>
        <CardFrame
          link={link}
          badge={<StateBadge state={state} renewedAs={link.renewedAs} isWatched />}
          alarms={<AlarmNotices link={link} settle={actions.settleAlarm} onSettled={learn} />}
          footer={
            <CardFooter
              link={link}
              isLive={state === 'active' && !link.isRevoking}
              isSignedOut={isSignedOut}
              isOffline={isOffline}
              silentSince={mayStillConnect(state, remainingMs) ? silentSince : null}
              isRenewing={renew.isPending}
              message={dialog === 'renew' ? null : renew.message}
              onRenew={() => setDialog('renew')}
              onRevoke={() => setDialog('revoke')}
            />
          }
        >
          <CardStage
            link={link}
            state={state}
            url={live.url}
            remainingMs={remainingMs}
            renew={renew}
            reveal={props.reveal}
            onHandOver={handOver}
            onNewLink={onNewLink}
            onSameCustomer={onSameCustomer}
          />
        </CardFrame>
        <p aria-live="polite" className="sr-only">
          {news}
        </p>
      </section>
      <EndDialogs
        asked={state === 'active' && (dialog === 'renew' || dialog === 'revoke') ? dialog : null}
        endWords={link.endWords}
        renew={renew}
        revoke={revoke}
        onClose={close}
      />
      <FullScreen
        isOpen={dialog === 'fullScreen'}
        onClose={close}
        link={link}
        state={state}
        url={live.url}
        remainingMs={remainingMs}
      />
    </>
  )
}
