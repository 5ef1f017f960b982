import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'

import { useHiddenTicks } from '@/components/links/hidden-ticks'
import { deskQueries, fetchLinkStatus, SignedOutError } from '@/components/links/link-queries'
import {
  type Anchor,
  announceBetween,
  betterAnchor,
  type CountdownTone,
  countdownTone,
  formatCountdown,
  remainingSince,
} from '@/lib/core/time-words'
import { type LinkView, type LiveLinkView, mayStillConnect, pollIntervalMs } from '@/lib/links/view'
import { isLive } from '@/lib/links/words'

/** An anchor for what is left as of now. */
const anchorNow = (remainingMs: number): Anchor => ({
  remainingMs,
  wallMs: Date.now(),
  steadyMs: performance.now(),
})

const tones: Record<CountdownTone, string> = {
  calm: '',
  soon: 'text-status-soon',
  last: 'text-status-failed',
}

type CountdownProps = { remainingMs: number; className?: string; isOnWhite?: boolean }

/** mm:ss. Silent for screen readers, which read it out at a few moments only. */
export function Countdown({ remainingMs, className = 'text-countdown', isOnWhite = false }: CountdownProps) {
  return (
    <p
      role="timer"
      aria-live="off"
      aria-label="Time left"
      className={`font-semibold tabular-nums ${className} ${isOnWhite ? '' : tones[countdownTone(remainingMs)]}`}
    >
      {formatCountdown(remainingMs)}
    </p>
  )
}

/** What a screen reader should say about the time left: at 5 minutes, at 1 minute, at the end. */
export function useAnnouncement(remainingMs: number, isRunning: boolean) {
  const before = useRef(remainingMs)
  const [text, setText] = useState('')
  useEffect(() => {
    const news = isRunning ? announceBetween(before.current, remainingMs) : null
    if (news) setText(news)
    before.current = remainingMs
  }, [remainingMs, isRunning])
  return text
}

/**
 * Time left, new with every second. Read in each frame and not by a timer: the first frame after the machine
 * slept or the tab was hidden is right already.
 */
export function useRemainingMs(anchor: Anchor, isRunning: boolean) {
  const [remainingMs, setRemainingMs] = useState(anchor.remainingMs)
  useEffect(() => {
    let shownSeconds = Number.NaN
    let frame = 0
    const tick = () => {
      const left = remainingSince(anchor, Date.now(), performance.now())
      if (Math.ceil(left / 1000) !== shownSeconds) {
        shownSeconds = Math.ceil(left / 1000)
        setRemainingMs(left)
      }
      frame = isRunning && left > 0 ? requestAnimationFrame(tick) : 0
    }
    tick()
    return () => cancelAnimationFrame(frame)
  }, [anchor, isRunning])
  return remainingMs
}

type Watched = {
  link: LinkView
  etag: string | null
  readerId: string | null
  anchor: Anchor
  silentSince: string | null
}

const remainingNow = (anchor: Anchor) => remainingSince(anchor, Date.now(), performance.now())

/**
 * A link as it stands now, asked for again and again while something can still happen to it. `onSignedOut` is called when
 * the desk no longer answers, or answers somebody else.
 */
export function useWatchedLink(live: LiveLinkView, onSignedOut: () => void) {
  const queryKey = ['link', live.link.id, useId()]
  const client = deskQueries()
  const first = (): Watched => ({
    link: live.link,
    etag: null,
    readerId: null,
    anchor: anchorNow(live.remainingMs),
    silentSince: null,
  })
  const { data, error, refetch } = useQuery<Watched>(
    {
      queryKey,
      initialData: first,
      queryFn: async ({ signal }) => {
        const askedAt = anchorNow(0)
        const status = await fetchLinkStatus(
          live.link.id,
          client.getQueryData<Watched>(queryKey) ?? first(),
          signal,
        )
        const before = client.getQueryData<Watched>(queryKey) ?? first()
        return {
          link: status.link ?? before.link,
          etag: status.etag,
          silentSince: status.silentSince,
          readerId: status.readerId ?? before.readerId,
          anchor:
            status.remainingMs === null
              ? before.anchor
              : betterAnchor(before.anchor, anchorNow(status.remainingMs), askedAt),
        }
      },
      refetchInterval: ({ state }) =>
        state.data && !(state.error instanceof SignedOutError)
          ? pollIntervalMs(state.data.link.state, remainingNow(state.data.anchor), state.data.link.handoff)
          : false,
      refetchIntervalInBackground: false,
      retry: false,
      networkMode: 'always',
    },
    client,
  )
  const setLink = async (link: LinkView) => {
    // An answer on its way may be older than this.
    await client.cancelQueries({ queryKey })
    client.setQueryData<Watched>(queryKey, { ...data, link, etag: null })
  }
  const isSignedOut = error instanceof SignedOutError
  useEffect(() => {
    if (isSignedOut) onSignedOut()
  }, [isSignedOut, onSignedOut])
  const { state } = data.link
  const pace = mayStillConnect(state, remainingNow(data.anchor)) ? 'late' : null
  useHiddenTicks(isSignedOut ? null : isLive(state) ? 'live' : pace, () => void refetch())
  return { ...data, setLink, isSignedOut, isOffline: error !== null }
}
