import { useCallback, useState } from 'react'

import type { LinkView } from '@/lib/core/link-view'

/** This person's links as the server told them, with what this page has learned since. */
export const useToday = (told: LinkView[]) => {
  const [known, setKnown] = useState({ told, links: told })
  const links = known.told === told ? known.links : told
  const learn = useCallback(
    (link: LinkView) =>
      setKnown((before) => {
        const list = before.told === told ? before.links : told
        const others = list.map((one) => (one.id === link.id ? link : one))
        return { told, links: link.isMine && !others.includes(link) ? [link, ...others] : others }
      }),
    [told],
  )
  return { links, learn }
}
