'use client'

import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'

import { useLiveLinks } from '@/components/links/use-live-links'
import { WatchNotice } from '@/components/links/watch-notice'
import type { LinkView } from '@/lib/core/link-view'
import { type ViewerDay, viewerDay, zoneCookie } from '@/lib/core/viewer-day'

/** What the desk's clock said when, on both clocks of the browser, in milliseconds. */
type DeskTime = { asOfMs: number; wallMs: number; steadyMs: number }
export type DeskClock = RefObject<DeskTime | null>

/** The desk's clock by now, in milliseconds, and the viewer's day. */
export type TodayTime = { now: number; day: ViewerDay }

export type TodayWatchProps = {
  links: LinkView[]
  now: number
  clock: DeskClock
  /** The zone that the server took for the viewer's. */
  knownZone: string | null
  onTime: (time: TodayTime) => void
  onNews: (link: LinkView) => void
}

const tickMs = 5_000

const read = ({ asOfMs, wallMs, steadyMs }: DeskTime): TodayTime => {
  const now = asOfMs + Math.max(Date.now() - wallMs, performance.now() - steadyMs)
  return { now, day: viewerDay(now, new Intl.DateTimeFormat().resolvedOptions().timeZone) }
}

/** Keeps a list of today's links as they stand now, on the viewer's day. Shows nothing but that it cannot. */
export function TodayWatch(props: TodayWatchProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Watch {...props} />
    </QueryClientProvider>
  )
}

function Watch({ links, now, clock, knownZone, onTime, onNews }: TodayWatchProps) {
  const ids = links.map(({ id }) => id).join(' ')
  const { shown, isSignedOut, isOffline } = useLiveLinks(links, ids, now)
  useTime(clock, knownZone, onTime)
  useAskingAnew(ids)
  const tell = useEffectEvent((fresh: LinkView[]) => {
    for (const link of fresh) if (isNews(link, links)) onNews(link)
  })
  useEffect(() => tell(shown), [shown])
  return <WatchNotice isSignedOut={isSignedOut} isOffline={isOffline} />
}

/** The card of a link may know of its end before an answer that was on its way says that it lives. */
const isNews = (link: LinkView, links: LinkView[]) => {
  const known = links.find(({ id }) => id === link.id)
  if (!known || (link.state === 'active' && known.state !== 'active')) return false
  return JSON.stringify(link) !== JSON.stringify(known)
}

const useTime = (clock: DeskClock, knownZone: string | null, onTime: (time: TodayTime) => void) => {
  const look = useEffectEvent(() => {
    if (!clock.current) return
    const time = read(clock.current)
    onTime(time)
    if (time.day.zone !== knownZone)
      document.cookie = `${zoneCookie}=${encodeURIComponent(time.day.zone)}; path=/; max-age=31536000; samesite=lax`
  })
  useEffect(() => {
    look()
    const timer = setInterval(() => look(), tickMs)
    return () => clearInterval(timer)
  }, [])
}

/** A new link may have ended another one: a renewed link is asked for at once. */
const useAskingAnew = (ids: string) => {
  const client = useQueryClient()
  const known = useRef(ids)
  useEffect(() => {
    if (known.current === ids) return
    known.current = ids
    void client.invalidateQueries({ queryKey: ['links'] })
  }, [client, ids])
}
