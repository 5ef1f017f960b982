import { useEffect, useEffectEvent } from 'react'

import { playChime, wakeChime } from '@/components/links/chime'
import { needOf } from '@/components/links/desk/today-groups'
import { usePreferences } from '@/components/shell/viewer.client'
import { customerTitle } from '@/lib/customers/view'
import type { LinkView } from '@/lib/links/view'
import type { Preferences } from '@/lib/staff/view'

/** What can be said of a link without being asked; null while there is nothing. */
const newsOf = (link: LinkView, now: number): string | null => {
  const who = customerTitle(link.customer)
  const need = needOf(link, now)
  if (need !== null) return `! ${who}: ${need}`
  return link.state === 'connected' ? `✓ ${who} connected` : null
}

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

type Heard = { links: LinkView[]; now: number; isUnknownNew: boolean }

/** Says what is new of some links. */
const report = (heard: Heard, { hasSound, hasNotifications }: Preferences) => {
  for (const link of heard.links) {
    const news = newsOf(link, heard.now)
    const said = known.get(link.id)
    const isNew = news !== null && (said ? !said.has(news) : heard.isUnknownNew)
    known.set(link.id, new Set(said).add(news ?? ''))
    if (!isNew) continue
    unseen.set(link.id, news)
    raiseTitle(news)
    if (hasSound) playChime()
    if (hasNotifications && !isLookedAt()) notify(link.id, news)
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
