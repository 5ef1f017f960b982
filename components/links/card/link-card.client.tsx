'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { useAttention } from '@/components/links/attention'
import { AlarmNotices } from '@/components/links/card/alarm-notices.client'
import { useCardActions } from '@/components/links/card/card-actions.client'
import { useBringIntoView, useKeepFocus } from '@/components/links/card/card-focus'
import { CardFooter, RenewDialog } from '@/components/links/card/footer.client'
import { CardFrame, regionOf } from '@/components/links/card/frame.client'
import { FullScreen, ShownLink } from '@/components/links/card/full-screen.client'
import { HandoffNotices } from '@/components/links/card/handoff.client'
import type { Reveal } from '@/components/links/card/live-stage.client'
import { CardStage } from '@/components/links/card/stage.client'
import { useAnnouncement, useRemainingMs, useWatchedLink } from '@/components/links/card/watched-link.client'
import { useCopyAtOnce } from '@/components/links/copy-at-once'
import { RevokeDialog } from '@/components/links/revoke-dialog.client'
import { StateBadge } from '@/components/links/state-badge.client'
import { soonMs } from '@/lib/core/time'
import { recordHandOverAction } from '@/lib/links/actions'
import { mayStillConnect, type LinkView, type LiveLinkView } from '@/lib/links/view'
import { shownState } from '@/lib/links/words'

/** The desk's clock, by what is left of a link as the desk said. */
const nowOf = ({ endsAt }: LinkView, remainingMs: number) =>
  endsAt === null ? 0 : Date.parse(endsAt) - remainingMs

type CardBodyProps = {
  live: LiveLinkView
  /** What outlives the link that is shown: this card and its full screen. */
  holder: RefObject<HTMLElement | null>
  onFullScreen: () => void
  /** Where the link is shown full screen; null while it is not. */
  fullScreen: HTMLElement | null
  /** Whoever could see the link is signed out; it is not shown again. */
  isPutAway: boolean
  onSignedOut: () => void
  takesFocus: boolean | 'ifFree'
  /** Whether it is on the clipboard already, once that is known; null where nobody asked for it. */
  copying: Promise<boolean> | null
  onRenew: () => void
  onRenewed: (live: LiveLinkView) => void
  onChange?: (link: LinkView) => void
  onNewLink?: () => void
  onSameCustomer?: (link: LinkView) => void
  reveal?: Reveal
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
  const { live, onFullScreen, onRenew, onRenewed } = props
  const on = { onFullScreen, onRenew, onRenewed, onEnded: learn }
  const actions = useCardActions({ link, state, url: live.url, region, ...on })
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
  const { live, holder, takesFocus, onChange } = props
  const region = useRef<HTMLElement>(null)
  const card = useCard(props, region)
  const { link, state, remainingMs, isLive, renew, setDialog } = card
  const news = useAnnouncement(remainingMs, link.state === 'active')
  useBringIntoView(region, takesFocus)
  useKeepFocus(holder, region)
  useEffect(() => onChange?.({ ...link, state }), [link, state, onChange])
  return (
    <>
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
      <CardDialogs card={card} url={live.url} fullScreen={props.fullScreen} />
    </>
  )
}

type CardDialogsProps = Pick<CardBodyProps, 'fullScreen'> & {
  card: ReturnType<typeof useCard>
  url: string | null
}

/** What asks before something is done to the link, and the screen for the customer. */
function CardDialogs({ card, url, fullScreen }: CardDialogsProps) {
  const { link, state, remainingMs, isLive, canRenew, dialog, setDialog, renew } = card
  const asked = { endWords: link.endWords, onClose: () => setDialog(null) }
  return (
    <>
      <RenewDialog isOpen={canRenew && dialog === 'renew'} isLive={isLive} answer={renew} {...asked} />
      <RevokeDialog isOpen={state === 'active' && dialog === 'revoke'} answer={card.revoke} {...asked} />
      {fullScreen &&
        createPortal(
          <ShownLink link={link} state={state} url={url} remainingMs={remainingMs} renew={renew} />,
          fullScreen,
        )}
    </>
  )
}

export type LinkCardProps = Pick<CardBodyProps, 'onChange' | 'onNewLink' | 'onSameCustomer' | 'reveal'> & {
  initial: LiveLinkView
  /** Moves the focus here, because somebody has just asked for this card; `ifFree`: unless something else has it. */
  takesFocus?: boolean | 'ifFree'
  /** Whether the link is on the clipboard already, as of `useCopyAtOnce`. */
  copying?: Promise<boolean> | null
  onRenewed?: (live: LiveLinkView) => void
}

/** Erased where it is, not copied without: the pages around the card keep this very object. */
const forgetUrl = (live: LiveLinkView) => {
  live.url = null
}

/**
 * Whether the card's link is shown full screen, and where. A link that is renewed there is handed over by that; a page that
 * would go on to it waits for the end of the screen.
 */
const useFullScreen = (onRenewed: LinkCardProps['onRenewed']) => {
  const [isOpen, setIsOpen] = useState(false)
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const [next, setNext] = useState<LiveLinkView | null>(null)
  const close = () => {
    setIsOpen(false)
    setNext(null)
    if (next) onRenewed?.(next)
  }
  const renewed = (live: LiveLinkView) => {
    if (!isOpen) return onRenewed?.(live)
    setNext(live)
    // What fails disturbs nobody.
    recordHandOverAction({ id: live.link.id, how: 'full_screen' }).catch(() => {})
  }
  return { isOpen, setIsOpen, close, place, setPlace, renewed }
}

/** A link to hand over: the link itself, its QR code, its time, and what became of it. */
export function LinkCard({ initial, takesFocus = false, copying = null, onRenewed, ...rest }: LinkCardProps) {
  const [live, setLive] = useState(initial)
  const holder = useRef<HTMLDivElement>(null)
  const copy = useCopyAtOnce()
  const [ofRenewed, setOfRenewed] = useState<Promise<boolean> | null>(null)
  const [isPutAway, setIsPutAway] = useState(false)
  const screen = useFullScreen(onRenewed)
  const { setIsOpen } = screen
  const putAway = useCallback(() => {
    setIsPutAway(true)
    setIsOpen(false)
    forgetUrl(live)
  }, [live, setIsOpen])
  const renewed = (next: LiveLinkView) => {
    setLive(next)
    setOfRenewed(copy.settle(next.url))
    setIsPutAway(false)
    screen.renewed(next)
  }
  return (
    <div ref={holder} className="contents">
      <CardBody
        key={live.link.id}
        live={live}
        holder={holder}
        onFullScreen={() => setIsOpen(true)}
        fullScreen={screen.place}
        isPutAway={isPutAway}
        onSignedOut={putAway}
        takesFocus={live !== initial || takesFocus}
        copying={live === initial ? copying : ofRenewed}
        onRenew={copy.begin}
        onRenewed={renewed}
        {...rest}
      />
      <FullScreen isOpen={screen.isOpen} onClose={screen.close} onPlace={screen.setPlace} />
    </div>
  )
}
