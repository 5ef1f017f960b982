'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useId } from 'react'

import { useAttention } from '@/components/links/attention'
import { useHiddenTicks } from '@/components/links/hidden-ticks'
import { deskQueries, fetchLinkNews, type LinkNews, SignedOutError } from '@/components/links/link-queries'
import type { LinkView } from '@/lib/links/view'

/** `isFirst`: what the page finds when it begins to ask. */
type News = LinkNews & { isFirst: boolean }

const everyMs = 5_000
const nothing: News = { links: [], now: 0, isFirst: true }

/** Asks for the hand-off links that this person has to know of, and draws their attention to what is new. Shows nothing. */
export function NewsWatch({ onNews }: { onNews: (links: LinkView[]) => void }) {
  const client = deskQueries()
  const queryKey = ['news', useId()]
  const {
    data = nothing,
    error,
    refetch,
  } = useQuery<News>(
    {
      queryKey,
      queryFn: async ({ signal }) => {
        const news = await fetchLinkNews(signal)
        return { ...news, isFirst: client.getQueryData(queryKey) === undefined }
      },
      refetchInterval: ({ state }) => !(state.error instanceof SignedOutError) && everyMs,
      refetchIntervalInBackground: false,
      retry: false,
      networkMode: 'always',
    },
    client,
  )
  const { links, now, isFirst } = data
  useHiddenTicks(error instanceof SignedOutError ? null : 'late', () => void refetch())
  // Before the page has them: what it comes to know so would not be new.
  useAttention(links, now, !isFirst)
  useEffect(() => onNews(links), [links, onNews])
  return null
}
