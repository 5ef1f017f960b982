'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

import { FailureText, toFailure } from '@/components/kit/failure-text.client'
import { useAnswer, useIntent } from '@/components/kit/use-answer.client'
import { CardFooter, RenewDialog } from '@/components/links/card/footer.client'
import { AlarmNotices, cardClass, CardFrame } from '@/components/links/card/frame.client'
import type { Reveal } from '@/components/links/card/live-stage.client'
import { FullScreen } from '@/components/links/card/qr.client'
import { CardStage } from '@/components/links/card/stage.client'
import { useAnnouncement, useRemainingMs, useWatchedLink } from '@/components/links/card/watched-link.client'
import { RevokeDialog } from '@/components/links/revoke-dialog.client'
import { StateBadge } from '@/components/links/state-badge.client'
import type { FailureView } from '@/lib/core/failure'
import { recordHandOverAction, renewLinkAction, revokeLinkAction } from '@/lib/links/actions'
import type { HandOver } from '@/lib/links/schema/lists'
import { mayStillConnect, type LinkView, type LiveLinkView } from '@/lib/links/view'
import { shownState } from '@/lib/links/words'

/** Moves focus and view to an element when it `isWanted`. The browser alone would not scroll to the top of one taller than the screen. */
const useBringIntoView = (element: RefObject<HTMLElement | null>, isWanted: boolean) =>
  useEffect(() => {
    if (!isWanted || !element.current) return
    element.current.focus({ preventScroll: true })
    const margin = Number.parseFloat(getComputedStyle(element.current).scrollMarginTop)
    const isAbove = element.current.getBoundingClientRect().top < margin
    element.current.scrollIntoView({ block: isAbove ? 'start' : 'nearest' })
  }, [element, isWanted])

/** Records how a link was passed on. What fails disturbs nobody, unless nothing can succeed any more. */
const useRecord = (id: string) => {
  const [failure, setFailure] = useState<FailureView | null>(null)
  const record = (how: HandOver) => {
    recordHandOverAction({ id, how }).catch((error: unknown) => setFailure(toFailure(error)))
  }
  const isLasting = failure?.code === 'other_release'
  return { record, unrecorded: isLasting && <FailureText failure={failure} /> }
}

type CardBodyProps = {
  live: LiveLinkView
  /** Whoever could see the link is signed out; it is not shown again. */
  isPutAway: boolean
  onSignedOut: () => void
  takesFocus: boolean
  onRenewed: (live: LiveLinkView) => void
  onChange: ((link: LinkView) => void) | undefined
  onNewLink: (() => void) | undefined
  onSameCustomer: ((link: LinkView) => void) | undefined
  reveal: Reveal | undefined
}

/** One link, watched. */
function CardBody(props: CardBodyProps) {
  const { live, takesFocus, onRenewed, onChange, onNewLink, onSameCustomer } = props
  const { link, anchor, silentSince, setLink, ...watching } = useWatchedLink(live, props.onSignedOut)
  const remainingMs = useRemainingMs(anchor, link.state === 'active')
  const news = useAnnouncement(remainingMs, link.state === 'active')
  const state = shownState(link.state, remainingMs)
  const [dialog, setDialog] = useState<'renew' | 'revoke' | 'fullScreen' | null>(null)
  const region = useRef<HTMLElement>(null)
  const { record, unrecorded } = useRecord(link.id)
  const close = () => setDialog(null)
  const learn = (changed: LinkView) => {
    void setLink(changed)
    region.current?.focus()
  }
  const renew = useIntent((intentKey) => renewLinkAction({ linkId: link.id, intentKey }), onRenewed)
  const learnEnd = (ended: LinkView) => {
    learn(ended)
    close()
  }
  const revoke = useAnswer(() => revokeLinkAction(link.id), learnEnd)
  const asked = { endWords: link.endWords, onClose: close }
  useBringIntoView(region, takesFocus)
  useEffect(() => onChange?.({ ...link, state }), [link, state, onChange])
  return (
    <>
      <section ref={region} tabIndex={-1} aria-label="Connect link" className={cardClass}>
        <CardFrame
          link={link}
          badge={<StateBadge state={state} renewedAs={link.renewedAs} isWatched />}
          alarms={<AlarmNotices link={link} onSettled={learn} />}
          footer={
            <CardFooter
              link={link}
              isLive={state === 'active' && !link.isRevoking}
              {...watching}
              silentSince={mayStillConnect(state, remainingMs) ? silentSince : null}
              isRenewing={renew.isPending}
              message={(dialog !== 'renew' && renew.message) || unrecorded}
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
            onHandOver={(how) => {
              if (how === 'full_screen') setDialog('fullScreen')
              record(how)
            }}
            onNewLink={onNewLink}
            onSameCustomer={onSameCustomer}
          />
        </CardFrame>
        <p aria-live="polite" className="sr-only">
          {news}
        </p>
      </section>
      <RenewDialog isOpen={state === 'active' && dialog === 'renew'} answer={renew} {...asked} />
      <RevokeDialog isOpen={state === 'active' && dialog === 'revoke'} answer={revoke} {...asked} />
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
    <CardBody
      key={live.link.id}
      live={live}
      isPutAway={isPutAway}
      onSignedOut={putAway}
      takesFocus={takesFocus || live !== initial}
      onRenewed={renewed}
      onChange={rest.onChange}
      onNewLink={rest.onNewLink}
      onSameCustomer={rest.onSameCustomer}
      reveal={rest.reveal}
    />
  )
}
