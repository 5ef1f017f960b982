import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { anchorNow } from '@/components/link-card/anchor-now'
import { fetchLinkStatus, SignedOutError } from '@/components/link-card/fetch-link-status'
import { betterAnchor } from '@/lib/core/better-anchor'
import { type Anchor, remainingSince } from '@/lib/core/countdown'
import type { LinkView, LiveLinkView } from '@/lib/core/link-view'
import { pollIntervalMs } from '@/lib/core/poll-interval'

type Watched = {
  link: LinkView
  etag: string | null
  readerId: string | null
  anchor: Anchor
  silentSince: string | null
}

const leftOf = (anchor: Anchor) => remainingSince(anchor, Date.now(), performance.now())

/**
 * A link as it stands now, asked for again and again while something can still happen to it. `onSignedOut` is called when
 * the desk no longer answers, or answers somebody else.
 */
export const useWatchedLink = (live: LiveLinkView, onSignedOut: () => void) => {
  const queryKey = ['link', live.link.id]
  const client = useQueryClient()
  const first = (): Watched => ({
    link: live.link,
    etag: null,
    readerId: null,
    anchor: anchorNow(live.remainingMs),
    silentSince: null,
  })
  const { data, error } = useQuery<Watched>({
    queryKey,
    initialData: first,
    queryFn: async ({ signal }) => {
      const askedAt = anchorNow(0)
      const status = await fetchLinkStatus(
        live.link.id,
        client.getQueryData<Watched>(queryKey) ?? first(),
        signal,
      )
      const before = client.getQueryData<Watched>(queryKey) ?? first()
      return {
        link: status.link ?? before.link,
        etag: status.etag,
        silentSince: status.silentSince,
        readerId: status.readerId ?? before.readerId,
        anchor:
          status.remainingMs === null
            ? before.anchor
            : betterAnchor(before.anchor, anchorNow(status.remainingMs), askedAt),
      }
    },
    refetchInterval: ({ state }) =>
      state.data && !(state.error instanceof SignedOutError)
        ? pollIntervalMs(state.data.link.state, leftOf(state.data.anchor))
        : false,
    refetchIntervalInBackground: false,
    retry: false,
    networkMode: 'always',
  })
  const setLink = async (link: LinkView) => {
    // An answer on its way may be older than this.
    await client.cancelQueries({ queryKey })
    client.setQueryData<Watched>(queryKey, { ...data, link, etag: null })
  }
  const isSignedOut = error instanceof SignedOutError
  useEffect(() => {
    if (isSignedOut) onSignedOut()
  }, [isSignedOut, onSignedOut])
  return { ...data, setLink, isSignedOut, isOffline: error !== null }
}
