import 'server-only'
import { settings } from '@/lib/env'

/**
 * Whether a state-changing request came from a page of ours. A missing `Origin` is refused. Browsers send `null` for
 * forms posted without script under `no-referrer`; then their own `Sec-Fetch-Site` must say same-origin.
 */
export const isOwnOrigin = (headers: Headers): boolean => {
  const origin = headers.get('origin')
  if (origin === 'null') return headers.get('sec-fetch-site') === 'same-origin'
  return origin !== null && origin === ownOrigin(headers)
}

/** APP_ORIGIN; without it, in sandbox mode only, the host that was called. */
const ownOrigin = (headers: Headers) => {
  const { appOrigin, mode } = settings()
  if (appOrigin !== null || mode !== 'sandbox') return appOrigin
  return `${headers.get('x-forwarded-proto') ?? 'http'}://${headers.get('host') ?? ''}`
}
