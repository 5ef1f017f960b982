import { deskRoutes } from '@/lib/core/desk-routes'
import { isLinkView } from '@/lib/core/is-link-view'
import type { LinkView } from '@/lib/core/link-view'
import { readerHeader } from '@/lib/core/reader-header'
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
  readerId: string | null
}

const isAnother = (reader: string | null, before: string | null) =>
  reader !== null && before !== null && reader !== before

/**
 * Asks how a link stands, as whoever asked before (`readerId`): another person at this browser is not told. Throws
 * `SignedOutError`, or any other error for an answer that is none.
 */
export const fetchLinkStatus = async (
  linkId: string,
  { etag, readerId }: Pick<LinkStatus, 'etag' | 'readerId'>,
  signal: AbortSignal,
): Promise<LinkStatus> => {
  const response = await fetch(deskRoutes.linkStatus(linkId), {
    headers: etag ? { 'If-None-Match': etag } : {},
    cache: 'no-store',
    signal,
  })
  const reader = response.headers.get(readerHeader)
  if (response.status === 401 || isAnother(reader, readerId)) throw new SignedOutError()
  const left = Number(response.headers.get(remainingHeader) ?? Number.NaN)
  const remainingMs = Number.isFinite(left) ? left : null
  const told = { remainingMs, readerId: reader, silentSince: response.headers.get(silentHeader) }
  if (response.status === 304) return { link: null, etag, ...told }
  const body: unknown = response.ok ? await response.json() : null
  if (!isLinkView(body)) throw new Error(`The status of ${linkId} could not be read.`)
  return { link: body, etag: response.headers.get('etag'), ...told }
}
