'use client'

import { lazy, Suspense } from 'react'

import { Notice } from '@/components/kit/notice.client'
import type { LinkCardProps } from '@/components/links/card/link-card.client'

const loadCard = () => import('@/components/links/card/link-card.client')

function CardMissing() {
  return (
    <Notice tone="failure" role="alert">
      The link is made, but its card could not be loaded. Reload the page to see it.
    </Notice>
  )
}

const LinkCard = lazy(() =>
  loadCard().then(
    (module) => ({ default: module.LinkCard }),
    () => ({ default: CardMissing }),
  ),
)

/** Fetches the card's code ahead, so that it stands ready when the link is made. */
export const preloadCard = () => {
  loadCard().catch(() => {})
}

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
