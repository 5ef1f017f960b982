'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

import { useAttention } from '@/components/links/attention'
import { AlarmNotices } from '@/components/links/card/alarm-notices.client'
import { useCardActions } from '@/components/links/card/card-actions.client'
import { useBringIntoView, useKeepFocus } from '@/components/links/card/card-focus'
import { CardFooter, RenewDialog } from '@/components/links/card/footer.client'
import { CardFrame, regionOf } from '@/components/links/card/frame.client'
import { HandoffNotices } from '@/components/links/card/handoff.client'
import type { Reveal } from '@/components/links/card/live-stage.client'
import { FullScreen } from '@/components/links/card/qr.client'
import { CardStage } from '@/components/links/card/stage.client'
import { useAnnouncement, useRemainingMs, useWatchedLink } from '@/components/links/card/watched-link.client'
import { useCopyAtOnce } from '@/components/links/copy-at-once'
import { RevokeDialog } from '@/components/links/revoke-dialog.client'
import { StateBadge } from '@/components/links/state-badge.client'
import { soonMs } from '@/lib/core/time'
import { mayStillConnect, type LinkView, type LiveLinkView } from '@/lib/links/view'
import { shownState } from '@/lib/links/words'

/** The desk's clock, by what is left of a link as the desk said. */
const nowOf = ({ endsAt }: LinkView, remainingMs: number) =>
  endsAt === null ? 0 : Date.parse(endsAt) - remainingMs

type CardBodyProps = {
  live: LiveLinkView
  /** Whoever could see the link is signed out; it is not shown again. */
  isPutAway: boolean
  onSignedOut: () => void
  takesFocus: boolean
  /** Whether it is on the clipboard already, once that is known; null where nobody asked for it. */
  copying: Promise<boolean> | null
  onRenew: () => void
  onRenewed: (live: LiveLinkView) => void
  onChange: ((link: LinkView) => void) | undefined
  onNewLink: (() => void) | undefined
  onSameCustomer: ((link: LinkView) => void) | undefined
  reveal: Reveal | undefined
}

/** A link as it stands now, what can be done with it, and how the watching goes. */
const useCard = (props: CardBodyProps, region: RefObject<HTMLElement | null>) => {
  const { link, anchor, silentSince, setLink, ...watching } = useWatchedLink(props.live, props.onSignedOut)
  const remainingMs = useRemainingMs(anchor, link.state === 'active')
  const state = shownState(link.state, remainingMs)
  const learn = (changed: LinkView) => {
    void setLink(changed)
    region.current?.focus()
  }
  const { live, onRenew, onRenewed } = props
  const actions = useCardActions({ link, state, url: live.url, region, onRenew, onRenewed, onEnded: learn })
  useAttention([link], nowOf(link, remainingMs))
  const isSilent = mayStillConnect(state, remainingMs)
  return {
    link,
    state,
    remainingMs,
    learn,
    watching: { ...watching, silentSince: isSilent ? silentSince : null },
    ...actions,
  }
}

/** One link, watched. */
function CardBody(props: CardBodyProps) {
  const { live, takesFocus, onChange } = props
  const holder = useRef<HTMLDivElement>(null)
  const region = useRef<HTMLElement>(null)
  const card = useCard(props, region)
  const { link, state, remainingMs, isLive, renew, setDialog } = card
  const news = useAnnouncement(remainingMs, link.state === 'active')
  useBringIntoView(region, takesFocus)
  useKeepFocus(holder, region)
  useEffect(() => onChange?.({ ...link, state }), [link, state, onChange])
  return (
    <div ref={holder} className="contents">
      <section ref={region} {...regionOf(link)}>
        <CardFrame
          link={link}
          badge={<StateBadge state={state} renewedAs={link.renewedAs} isWatched />}
          alarms={
            <>
              <AlarmNotices link={link} onSettled={card.learn} />
              <HandoffNotices
                link={link}
                isLive={isLive}
                onLearned={card.learn}
                onRevoke={() => setDialog('revoke')}
              />
            </>
          }
          footer={
            <CardFooter
              link={link}
              isLive={isLive}
              isSoon={remainingMs <= soonMs}
              isRenewing={renew.isPending}
              onRenew={() => setDialog('renew')}
              onRevoke={() => setDialog('revoke')}
              message={card.message}
              {...card.watching}
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
            copying={props.copying}
            onHandOver={card.handOver}
            onNewLink={props.onNewLink}
            onSameCustomer={props.onSameCustomer}
          />
        </CardFrame>
        <p aria-live="polite" className="sr-only">
          {news}
        </p>
      </section>
      <CardDialogs card={card} url={live.url} isPutAway={props.isPutAway} />
    </div>
  )
}

type CardDialogsProps = { card: ReturnType<typeof useCard>; url: string | null; isPutAway: boolean }

/** What asks before something is done to the link, and the screen for the customer. */
function CardDialogs({ card, url, isPutAway }: CardDialogsProps) {
  const { link, state, remainingMs, isLive, canRenew, dialog, setDialog } = card
  const asked = { endWords: link.endWords, onClose: () => setDialog(null) }
  return (
    <>
      <RenewDialog isOpen={canRenew && dialog === 'renew'} isLive={isLive} answer={card.renew} {...asked} />
      <RevokeDialog isOpen={state === 'active' && dialog === 'revoke'} answer={card.revoke} {...asked} />
      <FullScreen
        isOpen={dialog === 'fullScreen' && !isPutAway}
        onClose={asked.onClose}
        link={link}
        state={state}
        url={url}
        remainingMs={remainingMs}
      />
    </>
  )
}

export type LinkCardProps = {
  initial: LiveLinkView
  /** Moves the focus here, because somebody has just asked for this card. */
  takesFocus?: boolean
  /** Whether the link is on the clipboard already, as of `useCopyAtOnce`. */
  copying?: Promise<boolean> | null
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
export function LinkCard({ initial, takesFocus = false, copying = null, onRenewed, ...rest }: LinkCardProps) {
  const [live, setLive] = useState(initial)
  const copy = useCopyAtOnce()
  const [ofRenewed, setOfRenewed] = useState<Promise<boolean> | null>(null)
  const [isPutAway, setIsPutAway] = useState(false)
  const putAway = useCallback(() => {
    setIsPutAway(true)
    forgetUrl(live)
  }, [live])
  const renewed = (next: LiveLinkView) => {
    setLive(next)
    setOfRenewed(copy.settle(next.url))
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
      copying={live === initial ? copying : ofRenewed}
      onRenew={copy.begin}
      onRenewed={renewed}
      onChange={rest.onChange}
      onNewLink={rest.onNewLink}
      onSameCustomer={rest.onSameCustomer}
      reveal={rest.reveal}
    />
  )
}
