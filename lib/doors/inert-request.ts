import 'server-only'
import { headers as pageHeaders } from 'next/headers'

/** Said by `proxy.ts` of a request for a page that must leave no trace in anybody's name. */
export const inertHeader = 'x-desk-inert'

/** Whether a GET was begun by a page of another site, or by a browser ahead of its person: neither is their act. */
const isUnasked = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '') ||
  (headers.get('sec-purpose') ?? '').includes('prefetch')

/** Whether a request is nobody's act: then nothing is recorded for it, and no secret is shown. */
export const isInert = ({ method, headers }: { method: string; headers: Headers }): boolean =>
  method === 'HEAD' || isUnasked(headers)

/** The same of the request for the page that is being rendered, which knows no method. */
export const isInertPage = async (): Promise<boolean> => (await pageHeaders()).has(inertHeader)
