import { useRouter } from 'next/navigation'
import { useCallback, useRef } from 'react'

import { LazyLinkCard } from '@/components/links/card/slot.client'
import type { LinkView, LiveLinkView } from '@/lib/links/view'
import type { LinkState } from '@/lib/links/words'

type ShareCardProps = {
  live: LiveLinkView
  /** Whether it is on the clipboard already, as of `useCopyAtOnce`. */
  copying: Promise<boolean> | null
  onOver: (isOver: boolean) => void
  onNewLink?: () => void
  onSameCustomer?: (link: LinkView) => void
}

/** The card of a link created in the panel. The page behind it is read again when the link's state changes. */
export function ShareCard({ live, onOver, ...ways }: ShareCardProps) {
  const router = useRouter()
  // A page that shows which links wait does not know this one yet.
  const known = useRef<LinkState | null>(null)
  const refreshOnChange = useCallback(
    ({ state }: LinkView) => {
      onOver(state !== 'active')
      if (state === known.current) return
      known.current = state
      router.refresh()
    },
    [router, onOver],
  )
  return <LazyLinkCard initial={live} takesFocus onChange={refreshOnChange} {...ways} />
}
