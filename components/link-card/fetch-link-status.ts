import { deskRoutes } from '@/lib/core/desk-routes'
import { isLinkView } from '@/lib/core/is-link-view'
import type { LinkView } from '@/lib/core/link-view'
import { remainingHeader, silentHeader } from '@/lib/core/remaining-header'

/** The desk no longer knows who is asking. */
export class SignedOutError extends Error {}

/** One answer; `link` is null when nothing changed since `etag`, `remainingMs` when the server did not say. */
export type LinkStatus = {
  link: LinkView | null
  etag: string | null
  remainingMs: number | null
  /** Since when Nango is silent, so that this may be out of date. */
  silentSince: string | null
}

/** Asks how a link stands. Throws `SignedOutError`, or any other error for an answer that is none. */
export const fetchLinkStatus = async (
  linkId: string,
  etag: string | null,
  signal: AbortSignal,
): Promise<LinkStatus> => {
  const response = await fetch(deskRoutes.linkStatus(linkId), {
    headers: etag ? { 'If-None-Match': etag } : {},
    cache: 'no-store',
    signal,
  })
  if (response.status === 401) throw new SignedOutError()
  const left = Number(response.headers.get(remainingHeader) ?? Number.NaN)
  const remainingMs = Number.isFinite(left) ? left : null
  const silentSince = response.headers.get(silentHeader)
  if (response.status === 304) return { link: null, etag, remainingMs, silentSince }
  const body: unknown = response.ok ? await response.json() : null
  if (!isLinkView(body)) throw new Error(`The status of ${linkId} could not be read.`)
  return { link: body, etag: response.headers.get('etag'), remainingMs, silentSince }
}
