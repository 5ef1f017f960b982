import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { deskQueries } from '@/components/kit/desk-queries'
import { fetchLinkStatuses, SignedOutError } from '@/components/links/fetch-status'
import { type LinkView, mayStillConnect } from '@/lib/links/view'

const everyMs = 5_000

const canChange = ({ state, endsAt }: LinkView, now: number) =>
  mayStillConnect(state, endsAt === null ? 0 : Date.parse(endsAt) - now)

const withNews = (links: LinkView[], news: LinkView[]) =>
  links.map((link) => news.find(({ id }) => id === link.id) ?? link)

/** The links of a page as they stand now: those that can still change are asked for together. `asOf` tells pages apart. */
export function useLiveLinks(links: LinkView[], asOf: string, now: number) {
  const client = deskQueries()
  const queryKey = ['links', useId(), asOf]
  const [silentSince, setSilentSince] = useState<string | null>(null)
  const { data: shown, error } = useQuery<LinkView[]>(
    {
      queryKey,
      initialData: links,
      staleTime: everyMs,
      queryFn: async ({ signal }) => {
        const known = client.getQueryData<LinkView[]>(queryKey) ?? links
        const ids = known.filter((link) => canChange(link, now)).map(({ id }) => id)
        if (ids.length === 0) return known
        const news = await fetchLinkStatuses(ids, signal)
        setSilentSince(news.silentSince)
        return withNews(known, news.links)
      },
      refetchInterval: ({ state }) =>
        !(state.error instanceof SignedOutError) &&
        (state.data ?? links).some((link) => canChange(link, now)) &&
        everyMs,
      refetchIntervalInBackground: false,
      retry: false,
      networkMode: 'always',
    },
    client,
  )
  const learn = async (link: LinkView) => {
    // An answer on its way may be older than this.
    await client.cancelQueries({ queryKey })
    client.setQueryData<LinkView[]>(queryKey, (before = links) => withNews(before, [link]))
  }
  const isWaiting = shown.some((link) => canChange(link, now))
  return {
    shown,
    learn,
    isSignedOut: error instanceof SignedOutError,
    isOffline: error !== null,
    silentSince: isWaiting ? silentSince : null,
  }
}
