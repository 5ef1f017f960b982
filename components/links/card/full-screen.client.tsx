import { type ReactNode, type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { Icon } from '@/components/kit/icon.client'
import { Name } from '@/components/kit/name.client'
import { QrCode } from '@/components/links/card/qr.client'
import { Countdown } from '@/components/links/card/watched-link.client'
import { useCompany } from '@/components/shell/viewer.client'
import { listText } from '@/lib/core/sentence'
import { type LinkView, mayRenew } from '@/lib/links/view'
import type { LinkState } from '@/lib/links/words'

/** Keeps the screen on while mounted, where the browser can; it has to be asked for again after each hiding. */
const useWakeLock = () => {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return undefined
    let isOver = false
    let held: WakeLockSentinel | null = null
    const hold = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        held = await navigator.wakeLock.request('screen')
        if (isOver) await held.release()
      } catch {
        // Refused, for instance on low battery: the screen may go dark, nothing else.
      }
    }
    const again = () => void hold()
    again()
    document.addEventListener('visibilitychange', again)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', again)
      void held?.release()
    }
  }, [])
}

/** Fills the whole screen with an element while it is there, where the browser can; who leaves that leaves with it. */
const useWholeScreen = (element: RefObject<HTMLElement | null>, onLeave: () => void) => {
  const leave = useEffectEvent(onLeave)
  // Before the paint and before the removal: the end has to see whether the element still fills the screen.
  useLayoutEffect(() => {
    const whole = element.current
    // The dialog shows itself after this.
    const opener = document.activeElement
    const giveBack = () => opener instanceof HTMLElement && opener.focus({ preventScroll: true })
    let wasWhole = false
    const follow = () => {
      const isWhole = document.fullscreenElement === whole
      if (wasWhole && !isWhole) leave()
      wasWhole = isWhole
    }
    document.addEventListener('fullscreenchange', follow)
    const frame = requestAnimationFrame(() => {
      // Refused, or a phone that has it for videos alone: the dialog fills the page, nothing else.
      whole?.requestFullscreen?.().catch(() => {})
    })
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('fullscreenchange', follow)
      // With the element goes its whole screen, a little later; before that nothing outside of it can take the focus. The
      // browser may not have told yet that it was whole at all.
      if (document.fullscreenElement === whole)
        document.addEventListener('fullscreenchange', giveBack, { once: true })
    }
  }, [element])
}

type FullScreenProps = {
  isOpen: boolean
  onClose: () => void
  /** Gets the place for what is shown of the link, as long as there is one. */
  onPlace: (place: HTMLElement | null) => void
}

/** The screen to show to the customer: white, nothing on it that is not for them. It outlives a link that is renewed on it. */
export function FullScreen({ isOpen, onClose, onPlace }: FullScreenProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      label="QR code for the customer"
      className="fixed inset-0 m-0 h-dvh max-h-none w-screen max-w-none bg-white text-black [color-scheme:light]"
    >
      <WholeScreen onLeave={onClose}>
        <div ref={onPlace} className="contents" />
      </WholeScreen>
    </Dialog>
  )
}

function WholeScreen({ onLeave, children }: { onLeave: () => void; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null)
  useWholeScreen(element, onLeave)
  return (
    <div ref={element} className="relative h-full bg-white text-black">
      {children}
      <form method="dialog" className="absolute top-3 right-3">
        <Button
          type="submit"
          variant="quiet"
          aria-label="Close full screen"
          className="text-black! hover:bg-[#eee]!"
        >
          <Icon name="x" className="size-5" />
        </Button>
      </form>
    </div>
  )
}

/** Gives the dialog the focus when what had it is no more there. */
const useFocusInDialog = (element: RefObject<HTMLElement | null>) => {
  useEffect(() => {
    const dialog = element.current?.closest('dialog')
    if (dialog?.open && !dialog.contains(document.activeElement)) dialog.focus()
  })
}

type ShownLinkProps = {
  link: LinkView
  state: LinkState
  url: string | null
  remainingMs: number
  renew: { run: () => void; isPending: boolean; message: ReactNode }
}

/** What the customer sees of the link: its code, whose it is and what for, and how long it works. */
export function ShownLink({ link, state, url, remainingMs, renew }: ShownLinkProps) {
  const element = useRef<HTMLDivElement>(null)
  useWakeLock()
  useFocusInDialog(element)
  const name = link.customer.displayName ?? link.customer.organizationName
  const integrations = listText(link.integrations.map(({ displayName }) => displayName))
  const canRenew = state === 'expired' && link.canEnd && mayRenew(link, state)
  return (
    <div
      ref={element}
      className="flex h-full flex-col items-center justify-center gap-[3vmin] p-4 text-center landscape:flex-row landscape:gap-[6vmin]"
    >
      <div className="flex size-[max(70vmin,min(84vmin,50vmax))] shrink-0 items-center justify-center">
        {state === 'active' && url && <QrCode value={url} className="size-full" />}
        {state === 'connected' && <Icon name="checkCircle" className="size-1/2 text-[#0a6b3d]" />}
        {canRenew && <RenewHere {...renew} />}
      </div>
      <div className="flex min-w-0 flex-col gap-[1.5vmin] wrap-anywhere landscape:max-w-[40vw] landscape:text-left">
        <Company />
        {name && (
          <p className="text-[clamp(1.25rem,4vmin,2.5rem)] leading-tight font-semibold">
            <Name>{name}</Name>
          </p>
        )}
        <p translate="no" className={textClass}>
          {integrations}
        </p>
        <output className={`${textClass} text-[#555]`}>{sentence(state)}</output>
        {state === 'active' && (
          <Countdown
            remainingMs={remainingMs}
            isOnWhite
            className="text-[clamp(1.5rem,5vmin,3rem)] leading-tight"
          />
        )}
      </div>
    </div>
  )
}

const textClass = 'text-[clamp(1rem,2.6vmin,1.5rem)] leading-snug'

/** Who asks the customer for this. */
function Company() {
  const { name, logoUrl } = useCompany()
  return (
    <>
      {logoUrl && (
        // oxlint-disable-next-line next/no-img-element -- a small file of ours, as it is
        <img
          src={logoUrl}
          alt={name ?? ''}
          className="h-[clamp(2rem,8vmin,5rem)] max-w-full self-center object-contain landscape:self-start"
        />
      )}
      {name && !logoUrl && (
        <p className={textClass}>
          <Name>{name}</Name>
        </p>
      )}
    </>
  )
}

/** Stands where the code of a link stood whose time is up. */
function RenewHere({ run, isPending, message }: ShownLinkProps['renew']) {
  return (
    <div className="flex flex-col items-center gap-3">
      <Button
        variant="plain"
        isPending={isPending}
        onClick={run}
        className="border-[#767676]! bg-white! text-black! hover:bg-[#eee]!"
      >
        <Icon name="renew" />
        {isPending ? 'Renewing…' : 'Renew'}
      </Button>
      {message && (
        <p role="alert" className="max-w-80 text-[#a3191f]">
          {message}
        </p>
      )}
    </div>
  )
}

const sentence = (state: LinkState) => {
  if (state === 'active') return 'Scan with your phone’s camera'
  return state === 'connected' ? 'Connected' : 'This code is no longer valid.'
}
