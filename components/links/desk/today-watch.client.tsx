'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

import { useAttention } from '@/components/links/attention'
import { useHiddenTicks } from '@/components/links/hidden-ticks'
import { deskQueries } from '@/components/links/link-queries'
import { useLiveLinks, WatchNotice } from '@/components/links/live-links.client'
import { useNews } from '@/components/links/news.client'
import { type ViewerTime, viewerTime, viewerZone, zoneCookie } from '@/lib/core/zone'
import type { LinkView } from '@/lib/links/view'
import { isLive } from '@/lib/links/words'

/** How far the desk's clock is ahead of the browser's two, the one on the wall and the steady one, in milliseconds. */
export type DeskClock = [wallMs: number, steadyMs: number]

type TodayWatchProps = {
  links: LinkView[]
  now: number
  clock: DeskClock
  /** The viewer's zone as far as the server knows it. */
  knownZone: string | null
  onTime: (time: ViewerTime) => void
  onNews: (link: LinkView) => void
}

const tickMs = 5_000

const read = ([wallMs, steadyMs]: DeskClock): ViewerTime => {
  const now = Math.max(Date.now() + wallMs, performance.now() + steadyMs)
  return viewerTime(now, viewerZone())
}

/** Keeps a list of today’s links as they stand now, on the viewer’s day. Shows nothing but that it cannot. */
export function TodayWatch({ links, now, clock, knownZone, onTime, onNews }: TodayWatchProps) {
  const ids = links.map(({ id }) => id).join(' ')
  const { shown, isWaiting, askNow, ...watching } = useLiveLinks(links, ids, now)
  const updateTime = useTime(clock, knownZone, onTime)
  const pace = links.some(({ state }) => isLive(state)) ? 'live' : 'late'
  useHiddenTicks(isWaiting && !watching.isSignedOut ? pace : null, () => {
    askNow()
    updateTime()
  })
  useAttention(links, now)
  useAskingAnew(ids)
  const report = useEffectEvent((fresh: LinkView[]) => {
    for (const link of fresh) if (isNews(link, links)) onNews(link)
  })
  useEffect(() => report(shown), [shown])
  // Of a link that ended long ago nobody asks here: what is said of it comes this way.
  const news = useNews()
  useEffect(() => report(news), [news])
  const nameTwins = useEffectEvent((all: LinkView[]) => {
    for (const old of all) {
      const twin = all.find(({ renewsId }) => renewsId === old.id)
      if (twin && old.renewedAs === null) onNews({ ...old, renewedAs: twin.id })
    }
  })
  useEffect(() => nameTwins(links), [links])
  return <WatchNotice {...watching} />
}

/** This page may know that a link has ended, or was renewed, before an answer that was on its way says so. */
const isNews = (link: LinkView, links: LinkView[]) => {
  const known = links.find(({ id }) => id === link.id)
  if (!known || (link.state === 'active' && known.state !== 'active')) return false
  if (link.renewedAs === null && known.renewedAs !== null) return false
  return JSON.stringify(link) !== JSON.stringify(known)
}

const useTime = (clock: DeskClock, knownZone: string | null, onTime: (time: ViewerTime) => void) => {
  const update = () => {
    const time = read(clock)
    onTime(time)
    const { zone } = time.day
    if (zone !== null && zone !== knownZone)
      document.cookie = `${zoneCookie}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`
  }
  const tick = useEffectEvent(update)
  useEffect(() => {
    tick()
    const timer = setInterval(() => tick(), tickMs)
    return () => clearInterval(timer)
  }, [])
  return update
}

/** A new link may have ended another one: a renewed link is asked for at once. */
const useAskingAnew = (ids: string) => {
  const known = useRef(ids)
  useEffect(() => {
    if (known.current === ids) return
    known.current = ids
    void deskQueries().invalidateQueries({ queryKey: ['links'] })
  }, [ids])
}
