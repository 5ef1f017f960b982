import 'server-only'
import { perProcess } from '@/lib/core/per-process'
import { hourMs } from '@/lib/core/time'
import { settings } from '@/lib/settings/env'

/** When a request last bore the header, in ms. */
const forwarded = perProcess('forwarded', () => ({ at: -Infinity }))

/** Anybody can write the header once; a proxy does so all the time. */
const knownForMs = hourMs

/** Records that a request bore X-Forwarded-For though the settings know of no proxy: then addresses are the proxy's. */
export function markForwarded(forwardedFor: string | string[] | undefined) {
  if (forwardedFor !== undefined && settings().trustedProxies === 0) forwarded.get().at = Date.now()
}

/** Whether that was so within the last hour. */
export function isProxyUndeclared(): boolean {
  return Date.now() - forwarded.get().at < knownForMs
}
