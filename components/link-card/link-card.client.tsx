'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useCallback, useState } from 'react'

import { CardBody } from '@/components/link-card/card-body'
import type { Reveal } from '@/components/link-card/live-stage'
import type { LinkActions } from '@/lib/core/answers'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'

export type LinkCardProps = {
  initial: LiveLinkView
  actions: LinkActions
  /** Moves the focus here, because somebody has just asked for this card. */
  takesFocus?: boolean
  onNewLink?: () => void
  onSameCustomer?: (link: LinkView) => void
  onRenewed?: (live: LiveLinkView) => void
  onChange?: (link: LinkView) => void
  reveal?: Reveal
}

/** Erased where it is, not copied without: the pages around the card keep this very object. */
const forgetUrl = (live: LiveLinkView) => {
  live.url = null
}

/** A link to hand over: the link itself, its QR code, its time, and what became of it. */
export function LinkCard({ initial, takesFocus = false, onRenewed, ...rest }: LinkCardProps) {
  const [client] = useState(() => new QueryClient())
  const [live, setLive] = useState(initial)
  const [isPutAway, setIsPutAway] = useState(false)
  const putAway = useCallback(() => {
    setIsPutAway(true)
    forgetUrl(live)
  }, [live])
  const renewed = (next: LiveLinkView) => {
    setLive(next)
    setIsPutAway(false)
    onRenewed?.(next)
  }
  return (
    <QueryClientProvider client={client}>
      <CardBody
        key={live.link.id}
        live={live}
        isPutAway={isPutAway}
        onSignedOut={putAway}
        actions={rest.actions}
        takesFocus={takesFocus || live !== initial}
        onRenewed={renewed}
        onChange={rest.onChange}
        onNewLink={rest.onNewLink}
        onSameCustomer={rest.onSameCustomer}
        reveal={rest.reveal}
      />
    </QueryClientProvider>
  )
}
