import { QueryClient } from '@tanstack/react-query'

import { deskRoutes } from '@/lib/core/desk-routes'
import { readerHeader, remainingHeader, silentHeader } from '@/lib/core/headers'
import { isLinkView, type LinkView } from '@/lib/links/view'

/** The desk no longer knows who is asking. */
export class SignedOutError extends Error {}

/** One answer; `link` is null when nothing changed since `etag`, `remainingMs` when the server did not say. */
export type LinkStatus = {
  link: LinkView | null
  etag: string | null
  remainingMs: number | null
  /** Since when Nango is silent, so that this may be out of date. */
  silentSince: string | null
  readerId: string | null
}

const isAnother = (reader: string | null, before: string | null) =>
  reader !== null && before !== null && reader !== before

/**
 * Requests how a link stands, as whoever asked before (`readerId`): another person at this browser gets no answer. Throws
 * `SignedOutError`, or any other error for an answer that is none.
 */
export async function fetchLinkStatus(
  linkId: string,
  { etag, readerId }: Pick<LinkStatus, 'etag' | 'readerId'>,
  signal: AbortSignal,
): Promise<LinkStatus> {
  const response = await fetch(deskRoutes.linkStatus(linkId), {
    headers: etag ? { 'If-None-Match': etag } : {},
    cache: 'no-store',
    signal,
  })
  const reader = response.headers.get(readerHeader)
  if (response.status === 401 || isAnother(reader, readerId)) throw new SignedOutError()
  const left = Number(response.headers.get(remainingHeader) ?? Number.NaN)
  const remainingMs = Number.isFinite(left) ? left : null
  const headers = { remainingMs, readerId: reader, silentSince: response.headers.get(silentHeader) }
  if (response.status === 304) return { link: null, etag, ...headers }
  const body: unknown = response.ok ? await response.json() : null
  if (!isLinkView(body)) throw new Error(`The status of ${linkId} could not be read.`)
  return { link: body, etag: response.headers.get('etag'), ...headers }
}

/** Links, and what else an answer says. Throws `SignedOutError`, or any other error for an answer that is none. */
const fetchLinks = async (path: string, signal: AbortSignal) => {
  const response = await fetch(path, { cache: 'no-store', signal })
  if (response.status === 401) throw new SignedOutError()
  const body: unknown = response.ok ? await response.json() : null
  if (typeof body !== 'object' || body === null || !('links' in body) || !Array.isArray(body.links))
    throw new Error('The status of the links could not be read.')
  return { body, links: body.links.filter(isLinkView) }
}

/** Links as they stand; `silentSince` as of a card. */
type LinkStatuses = { links: LinkView[]; silentSince: string | null }

/** Requests how some links stand; throws like `fetchLinkStatus`. */
export async function fetchLinkStatuses(ids: string[], signal: AbortSignal): Promise<LinkStatuses> {
  const { body, links } = await fetchLinks(deskRoutes.linkStatuses(ids), signal)
  const silentSince = 'silentSince' in body ? body.silentSince : null
  return { links, silentSince: typeof silentSince === 'string' ? silentSince : null }
}

/** Links, and the desk's clock as of them, in milliseconds. */
export type LinkNews = { links: LinkView[]; now: number }

/** Requests the hand-off links that this person has to know of; throws like `fetchLinkStatus`. */
export async function fetchLinkNews(signal: AbortSignal): Promise<LinkNews> {
  const { body, links } = await fetchLinks(deskRoutes.linkNews(), signal)
  return { links, now: 'now' in body ? Number(body.now) : Date.now() }
}

let ofBrowser: QueryClient | null = null

/**
 * What the page has asked the desk for: one client, created with the first question, for it is not in the page's first code.
 * On the server each rendering has its own, or one person would see another's answers. Keys carry a `useId`: what a part
 * of the page begins with is never older than what an earlier one has left behind.
 */
export function deskQueries(): QueryClient {
  if (typeof window === 'undefined') return new QueryClient()
  if (!ofBrowser) {
    ofBrowser = new QueryClient()
    ofBrowser.mount()
  }
  return ofBrowser
}
