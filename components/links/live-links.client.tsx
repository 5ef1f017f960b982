import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'

import { Notice } from '@/components/kit/notice.client'
import { LocalTime } from '@/components/kit/time.client'
import { deskQueries, fetchLinkStatuses, SignedOutError } from '@/components/links/link-queries'
import { routes } from '@/lib/core/routes'
import { leftOf, type LinkView, mayStillConnect } from '@/lib/links/view'

const everyMs = 5_000

const canChange = (link: LinkView, now: number) => mayStillConnect(link.state, leftOf(link, now))

const withNews = (links: LinkView[], news: LinkView[]) =>
  links.map((link) => news.find(({ id }) => id === link.id) ?? link)

/** The links of a page as they stand now: those that can still change are asked for together. `asOf` tells pages apart. */
export function useLiveLinks(links: LinkView[], asOf: string, now: number) {
  const client = deskQueries()
  const queryKey = ['links', useId(), asOf]
  const [silentSince, setSilentSince] = useState<string | null>(null)
  const {
    data: shown,
    error,
    refetch,
  } = useQuery<LinkView[]>(
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
    /** Whether anything can still happen to them. */
    isWaiting,
    askNow: () => void refetch(),
    isSignedOut: error instanceof SignedOutError,
    isOffline: error !== null,
    silentSince: isWaiting ? silentSince : null,
  }
}

type WatchNoticeProps = { isSignedOut: boolean; isOffline: boolean; silentSince: string | null }

/** Says why the rows stand still, when they do. */
export function WatchNotice({ isSignedOut, isOffline, silentSince }: WatchNoticeProps) {
  if (isSignedOut)
    return (
      <Notice tone="warning" role="alert" className="mb-3">
        You are signed out, so this list stands still.{' '}
        <a href={routes.signIn()} target="_blank" rel="noreferrer" className="underline underline-offset-2">
          Sign in in a new tab
        </a>
        , then reload this page.
      </Notice>
    )
  if (isOffline)
    return (
      <Quiet>
        Connect Desk cannot be reached just now. The list may be out of date; it goes on by itself.
      </Quiet>
    )
  if (silentSince === null) return null
  return (
    <Quiet>
      Nango has not answered since <LocalTime at={silentSince} />. Links that wait may be connected by now;
      the list goes on by itself.
    </Quiet>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return (
    <output className="mb-3 block">
      <Notice tone="warning">{children}</Notice>
    </output>
  )
}
