import 'server-only'
import { settings } from '@/lib/settings/env'

// On globalThis because Next bundles the server's parts apart.
declare global {
  var connectDeskForwardedAt: number | undefined
}

/** Anybody can write the header once; a proxy does so all the time. */
const knownForMs = 3_600_000

/** Notes that a request bore X-Forwarded-For though the settings know of no proxy: then addresses are the proxy's. */
export const noteForwarded = (forwardedFor: string | string[] | undefined) => {
  if (forwardedFor !== undefined && settings().trustedProxies === 0)
    globalThis.connectDeskForwardedAt = Date.now()
}

/** Whether that was so within the last hour. */
export const isProxyUndeclared = () =>
  globalThis.connectDeskForwardedAt !== undefined &&
  Date.now() - globalThis.connectDeskForwardedAt < knownForMs
