import { SignedOutError } from '@/components/link-card/fetch-link-status'
import { deskRoutes } from '@/lib/core/desk-routes'
import { isLinkView } from '@/lib/core/is-link-view'
import type { LinkView } from '@/lib/core/link-view'

/** Links as they stand; `silentSince` as of a card. */
type LinkStatuses = { links: LinkView[]; silentSince: string | null }

/** Asks how some links stand. Throws `SignedOutError`, or any other error for an answer that is none. */
export const fetchLinkStatuses = async (ids: string[], signal: AbortSignal): Promise<LinkStatuses> => {
  const response = await fetch(deskRoutes.linkStatuses(ids), { cache: 'no-store', signal })
  if (response.status === 401) throw new SignedOutError()
  const body: unknown = response.ok ? await response.json() : null
  const isObject = typeof body === 'object' && body !== null
  const links: unknown = isObject && 'links' in body ? body.links : null
  const silentSince: unknown = isObject && 'silentSince' in body ? body.silentSince : null
  if (!Array.isArray(links)) throw new Error('The status of the links could not be read.')
  return {
    links: links.filter(isLinkView),
    silentSince: typeof silentSince === 'string' ? silentSince : null,
  }
}
