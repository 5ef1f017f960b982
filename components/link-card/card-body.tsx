import { useEffect, useRef, useState } from 'react'

import { CardFooter } from '@/components/link-card/card-footer'
import { CardFrame, cardLook } from '@/components/link-card/card-frame'
import { CardStage } from '@/components/link-card/card-stage'
import { FullScreen } from '@/components/link-card/full-screen'
import type { Reveal } from '@/components/link-card/live-stage'
import { RevokeDialog } from '@/components/link-card/revoke-dialog'
import { useAnnouncement } from '@/components/link-card/use-announcement'
import { useAnswer } from '@/components/link-card/use-answer'
import { useBringInto } from '@/components/link-card/use-bring-into'
import { useRemainingMs } from '@/components/link-card/use-remaining-ms'
import { useRenewal } from '@/components/link-card/use-renewal'
import { useWatchedLink } from '@/components/link-card/use-watched-link'
import { StateBadge } from '@/components/ui/state-badge'
import type { LinkActions } from '@/lib/core/answers'
import type { HandOver } from '@/lib/core/hand-over'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import { shownState } from '@/lib/core/shown-state'

export type CardBodyProps = {
  live: LiveLinkView
  /** Whoever could see the link is signed out; it is not shown again. */
  isPutAway: boolean
  onSignedOut: () => void
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
  const { link, anchor, setLink, isSignedOut, isOffline } = useWatchedLink(live, props.onSignedOut)
  const isRunning = link.state === 'active'
  const remainingMs = useRemainingMs(anchor, isRunning)
  const news = useAnnouncement(remainingMs, isRunning)
  const state = shownState(link.state, remainingMs)
  const [dialog, setDialog] = useState<'none' | 'revoke' | 'fullScreen'>('none')
  const region = useRef<HTMLElement>(null)
  const close = () => setDialog('none')
  const handOver = (how: HandOver) => {
    if (how === 'full_screen') setDialog('fullScreen')
    // A note that fails disturbs nobody.
    actions.note(link.id, how).catch(() => {})
  }
  const renew = useRenewal(link.id, actions, onRenewed)
  const revoke = useAnswer(
    () => actions.revoke(link.id),
    (revoked) => {
      void setLink(revoked)
      close()
      region.current?.focus()
    },
  )
  useBringInto(region, takesFocus)
  useEffect(() => onChange?.({ ...link, state }), [link, state, onChange])
  return (
    <>
      <section ref={region} tabIndex={-1} aria-label="Connect link" className={cardLook}>
        <CardFrame
          link={link}
          badge={<StateBadge state={state} isWatched />}
          footer={
            <CardFooter
              link={link}
              isLive={state === 'active' && !link.isRevoking}
              isSignedOut={isSignedOut}
              isOffline={isOffline}
              renew={renew}
              onRevoke={() => setDialog('revoke')}
            />
          }
        >
          <CardStage
            link={link}
            state={state}
            url={live.url}
            isPutAway={props.isPutAway}
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
      <RevokeDialog
        isOpen={dialog === 'revoke' && state === 'active'}
        isPending={revoke.isPending}
        message={revoke.message}
        onRevoke={revoke.run}
        onClose={close}
      />
      <FullScreen
        isOpen={dialog === 'fullScreen' && !props.isPutAway}
        onClose={close}
        link={link}
        state={state}
        url={live.url}
        remainingMs={remainingMs}
      />
    </>
  )
}
