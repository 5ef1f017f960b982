'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'

import { useAnswer } from '@/components/kit/use-answer.client'
import { LazyLinkCard } from '@/components/links/card/slot.client'
import { routes } from '@/lib/core/routes'
import { revealLinkAction } from '@/lib/links/actions'
import type { LinkView, LiveLinkView } from '@/lib/links/view'

type WatchedCardProps = {
  live: LiveLinkView
  canReveal: boolean
}

/** The card of a link on its own page: hidden until somebody asks for it; the rest of the page is read again when it changes. */
export function WatchedCard({ live, canReveal }: WatchedCardProps) {
  const router = useRouter()
  const [revealed, setRevealed] = useState<LiveLinkView | null>(null)
  const known = useRef(JSON.stringify(live.link))
  const refreshOnChange = useCallback(
    (link: LinkView) => {
      const now = JSON.stringify(link)
      if (now === known.current) return
      known.current = now
      router.refresh()
    },
    [router],
  )
  const revealing = useAnswer(
    () => revealLinkAction(live.link.id),
    (answer) => {
      setRevealed(answer)
      router.refresh()
    },
  )
  return (
    <LazyLinkCard
      key={revealed ? 'revealed' : 'hidden'}
      initial={revealed ?? live}
      takesFocus={revealed !== null}
      onChange={refreshOnChange}
      onRenewed={({ link }) => router.push(routes.newLink(link.id))}
      {...(canReveal && !revealed && { reveal: revealing })}
    />
  )
}
