'use client'

import { Suspense } from 'react'

import { lazyPart } from '@/components/kit/lazy-part.client'
import type { LinkCardProps } from '@/components/links/card/link-card.client'

const { Part: LinkCard, preload } = lazyPart(
  () => import('@/components/links/card/link-card.client').then((module) => module.LinkCard),
  'The link is made, but its card could not be loaded. Reload the page to see it.',
)

/** Fetches the card's code ahead, so that it stands ready when the link is created. */
export const preloadCard = preload

/** The card, loaded when there is one to show; its place is kept from the beginning. */
export function LazyLinkCard(props: LinkCardProps) {
  return (
    <Suspense fallback={<CardPlaceholder />}>
      <LinkCard {...props} />
    </Suspense>
  )
}

function CardPlaceholder() {
  return (
    <div aria-busy="true" className="@container rounded-lg border border-hairline bg-surface text-muted">
      <div className="flex min-h-card-tall items-center justify-center @md:min-h-card">Loading the card…</div>
    </div>
  )
}
