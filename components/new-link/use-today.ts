import { useCallback, useState } from 'react'

import type { LinkView } from '@/lib/core/link-view'

/** Today's links as the server told them, with what this page has learned since. */
export const useToday = (today: LinkView[]) => {
  const [learned, setLearned] = useState<{ since: LinkView[]; links: LinkView[] }>({
    since: today,
    links: [],
  })
  const news = learned.since === today ? learned.links : []
  const learn = useCallback(
    (link: LinkView) =>
      setLearned((before) => {
        const kept = before.since === today ? before.links.filter(({ id }) => id !== link.id) : []
        return { since: today, links: [link, ...kept] }
      }),
    [today],
  )
  const known = new Set(today.map(({ id }) => id))
  const added = news.filter(({ id, isMine }) => isMine && !known.has(id))
  const links = [...added, ...today.map((link) => news.find(({ id }) => id === link.id) ?? link)]
  return { links, learn }
}
