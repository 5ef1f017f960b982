import { useEffect, useEffectEvent } from 'react'

import { playChime, wakeChime } from '@/components/links/chime'
import { newsOf } from '@/components/links/news-of'
import { usePreferences } from '@/components/shell/viewer.client'
import type { LinkView } from '@/lib/links/view'
import type { Preferences } from '@/lib/staff/view'

/** By link: what is known of it, said or not. Nothing is said twice, whichever part of the page sees it first. */
const known = new Map<string, Set<string>>()
/** By link: what was said since somebody looked at the page last. */
const unseen = new Map<string, string>()
let titles: { plain: string; raised: string } | null = null

const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus()

/** The newest news and of how many links there are some. */
const raiseTitle = (news: string) => {
  const plain = titles?.raised === document.title ? titles.plain : document.title
  titles = { plain, raised: `(${unseen.size}) ${news}` }
  document.title = titles.raised
}

/** Somebody looks: the title is the page's own again, unless another page has set its own by now. */
const lowerTitle = () => {
  unseen.clear()
  if (titles?.raised === document.title) document.title = titles.plain
  titles = null
}

const notify = (linkId: string, news: string) => {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  try {
    const notification = new Notification(news, { tag: linkId, silent: true })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
  } catch {
    // A phone's browser has the word and no such notification.
  }
}

/** Keeps what is known of a link; returns whether anything of it is new. */
const learn = (linkId: string, facts: string[], isUnknownNew: boolean) => {
  const said = known.get(linkId)
  known.set(linkId, new Set([...(said ?? []), ...facts]))
  return said ? facts.some((fact) => !said.has(fact)) : isUnknownNew
}

type Heard = { links: LinkView[]; now: number; isUnknownNew: boolean }

/** Says what is new of some links. */
const report = (heard: Heard, { hasSound, hasNotifications }: Preferences) => {
  for (const link of heard.links) {
    const news = newsOf(link, heard.now)
    const isNew = learn(link.id, news?.facts ?? [], heard.isUnknownNew)
    if (!news || !isNew) continue
    unseen.set(link.id, news.text)
    raiseTitle(news.text)
    if (hasSound) playChime()
    if (hasNotifications && !isLookedAt()) notify(link.id, news.text)
  }
}

/**
 * Draws the person's attention to what happens to some links. `now` is the desk's clock, in milliseconds. What the page finds when
 * it comes to know a link is not new, unless links come only when there is news of them: `isUnknownNew`.
 */
export function useAttention(links: LinkView[], now: number, isUnknownNew = false) {
  const preferences = usePreferences()
  const tell = useEffectEvent((all: LinkView[], at: number) =>
    report({ links: all, now: at, isUnknownNew }, preferences),
  )
  useEffect(() => tell(links, now), [links, now])
  const look = useEffectEvent((event: Event) => {
    if (preferences.hasSound && event.isTrusted) wakeChime()
    if (document.visibilityState === 'visible') lowerTitle()
  })
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    for (const type of ['pointerdown', 'keydown', 'visibilitychange'])
      document.addEventListener(type, (event) => look(event), { signal, capture: true })
    // That of the window alone: in its capture each element of the page that gets the focus would count.
    window.addEventListener('focus', (event) => look(event), { signal })
    return () => listening.abort()
  }, [])
}
