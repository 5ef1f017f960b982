import 'server-only'
import { settings } from '@/lib/settings/env'

/** Whether a state-changing request came from a page of ours. A missing or `null` Origin is refused. */
export const isOwnOrigin = (headers: Headers): boolean => {
  const origin = headers.get('origin')
  return origin !== null && origin !== 'null' && origin === ownOrigin(headers)
}

/**
 * The Origin of a request, said properly. Under `no-referrer` browsers post a form without script as `Origin: null`;
 * when their own `Sec-Fetch-Site`, which no page can forge, says same-origin, it is ours.
 */
export const originOf = (headers: Headers): string | null => {
  const origin = headers.get('origin')
  return origin === 'null' && headers.get('sec-fetch-site') === 'same-origin' ? ownOrigin(headers) : origin
}

/** Whether people reach the desk by https. */
export const isHttps = () => settings().appOrigin?.startsWith('https:') ?? false

/** APP_ORIGIN; without it, in sandbox mode only, the host that was called. */
export const ownOrigin = (headers: Headers): string | null => {
  const { appOrigin, mode } = settings()
  if (appOrigin !== null || mode !== 'sandbox') return appOrigin
  return `${headers.get('x-forwarded-proto') ?? 'http'}://${headers.get('host') ?? ''}`
}
