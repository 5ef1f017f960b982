'use client'

import { createContext, type ReactNode, Suspense, use, useState } from 'react'

import { lazyPart } from '@/components/kit/lazy-part.client'
import { useHydrated } from '@/components/kit/platform'
import type { LinkView } from '@/lib/links/view'

/** The page is as of now: what is new is asked for after this. */
const newMs = 5_000

const { Part: NewsWatch } = lazyPart(async () => {
  await new Promise((resolve) => setTimeout(resolve, newMs))
  return (await import('@/components/links/news-watch.client')).NewsWatch
})

const NewsContext = createContext<LinkView[]>([])

/** Hand-off links that this person has to know of, as they were found after the page came. */
export function useNews(): LinkView[] {
  return use(NewsContext)
}

/** What this person has to know of links, on whatever page of the desk they are. */
export function LinkNews({ children }: { children: ReactNode }) {
  const [news, setNews] = useState<LinkView[]>([])
  const isHydrated = useHydrated()
  return (
    <NewsContext value={news}>
      {children}
      {isHydrated && (
        <Suspense>
          <NewsWatch onNews={setNews} />
        </Suspense>
      )}
    </NewsContext>
  )
}
