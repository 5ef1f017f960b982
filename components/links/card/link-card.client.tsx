'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

import { useAnswer } from '@/components/kit/use-answer'
import { AlarmNotices } from '@/components/links/card/alarms.client'
import { CardFooter, EndDialogs, useRenewal } from '@/components/links/card/footer.client'
import { cardClass, CardFrame } from '@/components/links/card/frame.client'
import { FullScreen } from '@/components/links/card/qr.client'
import { CardStage, type Reveal } from '@/components/links/card/stage.client'
import { useAnnouncement, useRemainingMs, useWatchedLink } from '@/components/links/card/watched-link.client'
import { StateBadge } from '@/components/links/state-badge.client'
import type { HandOver } from '@/lib/links/schema/lists'
import {
  mayStillConnect,
  shownState,
  type LinkActions,
  type LinkView,
  type LiveLinkView,
} from '@/lib/links/view'

/** Moves focus and view to an element when it `isWanted`. The browser alone would not scroll to the top of one taller than the screen. */
export const useBringIntoView = (element: RefObject<HTMLElement | null>, isWanted: boolean) =>
  useEffect(() => {
    if (!isWanted || !element.current) return
    element.current.focus({ preventScroll: true })
    const margin = Number.parseFloat(getComputedStyle(element.current).scrollMarginTop)
    const isAbove = element.current.getBoundingClientRect().top < margin
    element.current.scrollIntoView({ block: isAbove ? 'start' : 'nearest' })
  }, [element, isWanted])

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
  const { link, anchor, silentSince, setLink, ...watching } = useWatchedLink(live, props.onSignedOut)
  const remainingMs = useRemainingMs(anchor, link.state === 'active')
  const news = useAnnouncement(remainingMs, link.state === 'active')
  const state = shownState(link.state, remainingMs)
  const [dialog, setDialog] = useState<'renew' | 'revoke' | 'fullScreen' | null>(null)
  const region = useRef<HTMLElement>(null)
  const close = () => setDialog(null)
  const handOver = (how: HandOver) => {
    if (how === 'full_screen') setDialog('fullScreen')
    // A note that fails disturbs nobody.
    actions.note({ id: link.id, how }).catch(() => {})
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
  useBringIntoView(region, takesFocus)
  useEffect(() => onChange?.({ ...link, state }), [link, state, onChange])
  return (
    <>
      <section ref={region} tabIndex={-1} aria-label="Connect link" className={cardClass}>
        <CardFrame
          link={link}
          badge={<StateBadge state={state} renewedAs={link.renewedAs} isWatched />}
          alarms={<AlarmNotices link={link} settle={actions.settleAlarm} onSettled={learn} />}
          footer={
            <CardFooter
              link={link}
              isLive={state === 'active' && !link.isRevoking}
              {...watching}
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
      <EndDialogs
        asked={state === 'active' && (dialog === 'renew' || dialog === 'revoke') ? dialog : null}
        endWords={link.endWords}
        renew={renew}
        revoke={revoke}
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

export type LinkCardProps = {
  initial: LiveLinkView
  actions: LinkActions
  /** Moves the focus here, because somebody has just asked for this card. */
  takesFocus?: boolean
  onNewLink?: () => void
  onSameCustomer?: (link: LinkView) => void
  onRenewed?: (live: LiveLinkView) => void
  onChange?: (link: LinkView) => void
  reveal?: Reveal
}

/** Erased where it is, not copied without: the pages around the card keep this very object. */
const forgetUrl = (live: LiveLinkView) => {
  live.url = null
}

/** A link to hand over: the link itself, its QR code, its time, and what became of it. */
export function LinkCard({ initial, takesFocus = false, onRenewed, ...rest }: LinkCardProps) {
  const [client] = useState(() => new QueryClient())
  const [live, setLive] = useState(initial)
  const [isPutAway, setIsPutAway] = useState(false)
  const putAway = useCallback(() => {
    setIsPutAway(true)
    forgetUrl(live)
  }, [live])
  const renewed = (next: LiveLinkView) => {
    setLive(next)
    setIsPutAway(false)
    onRenewed?.(next)
  }
  return (
    <QueryClientProvider client={client}>
      <CardBody
        key={live.link.id}
        live={live}
        isPutAway={isPutAway}
        onSignedOut={putAway}
        actions={rest.actions}
        takesFocus={takesFocus || live !== initial}
        onRenewed={renewed}
        onChange={rest.onChange}
        onNewLink={rest.onNewLink}
        onSameCustomer={rest.onSameCustomer}
        reveal={rest.reveal}
      />
    </QueryClientProvider>
  )
}
