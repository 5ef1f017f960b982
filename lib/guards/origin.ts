import 'server-only'
import { headers as pageHeaders } from 'next/headers'

import { settings } from '@/lib/settings/env'

/** Whether a state-changing request came from a page of ours. A missing or `null` Origin is refused. */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  return origin !== null && origin !== 'null' && origin === ownOrigin(headers)
}

/**
 * The Origin of a request, said properly. Under `no-referrer` browsers post a form without script as `Origin: null`;
 * when their own `Sec-Fetch-Site`, which no page can forge, says same-origin, it is ours.
 */
export function originOf(headers: Headers): string | null {
  const origin = headers.get('origin')
  return origin === 'null' && headers.get('sec-fetch-site') === 'same-origin' ? ownOrigin(headers) : origin
}

/** Whether people reach the desk by https. */
export function isHttps() {
  return settings().appOrigin?.startsWith('https:') ?? false
}

/** APP_ORIGIN; without it, in sandbox mode only, the host that was called. */
export function ownOrigin(headers: Headers): string | null {
  const { appOrigin, mode } = settings()
  if (appOrigin !== null || mode !== 'sandbox') return appOrigin
  return `${headers.get('x-forwarded-proto') ?? 'http'}://${headers.get('host') ?? ''}`
}

/** Said by `proxy.ts` of a request for a page that must leave no trace in anybody's name. */
export const inertHeader = 'x-desk-inert'

/** Whether a GET was begun by a page of another site, or by a browser ahead of its person: neither is their act. */
const isUnasked = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '') ||
  (headers.get('sec-purpose') ?? '').includes('prefetch')

/** Whether a request is nobody's act: then nothing is recorded for it, and no secret is shown. */
export function isInert({ method, headers }: { method: string; headers: Headers }): boolean {
  return method === 'HEAD' || isUnasked(headers)
}

/** The same of the request for the page that is being rendered, which knows no method. */
export async function isInertPage(): Promise<boolean> {
  return (await pageHeaders()).has(inertHeader)
}
