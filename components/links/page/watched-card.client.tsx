'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'

import { useAnswer } from '@/components/kit/use-answer'
import { LazyLinkCard } from '@/components/links/card/slot.client'
import type { Answer } from '@/lib/core/result'
import { routes } from '@/lib/core/routes'
import type { LinkActions, LinkView, LiveLinkView } from '@/lib/links/view'

type WatchedCardProps = {
  live: LiveLinkView
  canReveal: boolean
  actions: LinkActions
  reveal: (linkId: string) => Promise<Answer<LiveLinkView>>
}

/** The card of a link on its own page: hidden until somebody asks for it; what it learns is told to the rest of the page. */
export function WatchedCard({ live, canReveal, actions, reveal }: WatchedCardProps) {
  const router = useRouter()
  const [revealed, setRevealed] = useState<LiveLinkView | null>(null)
  const known = useRef(JSON.stringify(live.link))
  const noteChange = useCallback(
    (link: LinkView) => {
      const now = JSON.stringify(link)
      if (now === known.current) return
      known.current = now
      router.refresh()
    },
    [router],
  )
  const revealing = useAnswer(
    () => reveal(live.link.id),
    (answer) => {
      setRevealed(answer)
      router.refresh()
    },
  )
  return (
    <LazyLinkCard
      key={revealed ? 'revealed' : 'hidden'}
      initial={revealed ?? live}
      actions={actions}
      takesFocus={revealed !== null}
      onChange={noteChange}
      onRenewed={({ link }) => router.push(routes.newLink(link.id))}
      {...(canReveal && !revealed && { reveal: revealing })}
    />
  )
}
