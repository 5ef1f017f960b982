import 'server-only'
import ipaddr from 'ipaddr.js'

import { isLoopback } from '@/lib/core/desk-routes'

/** What only an inner network, a machine or nobody answers to: RFC 6761, 6762 with appendix G, 8375, ICANN's `internal`, and names of containers. */
const innerEndings =
  /\.(internal|local|localdomain|localhost|lan|home|home\.arpa|corp|intranet|private|test|example|invalid|onion|svc|pod|default|docker|consul)$/

/**
 * Why nobody on the internet reaches a URL, or no browser calls it from the page at `from`, as a clause; null where
 * nothing is known to speak against it. Only the address is looked at, nothing is asked.
 */
export function findObstacle(url: string, from: string | null = null): string | null {
  const { hostname, protocol } = new URL(url)
  return hostObstacle(hostname) ?? (protocol === 'http:' && from?.startsWith('https:') ? mixed : null)
}

const mixed = 'browsers call no http:// address from a page at https://'

const hostObstacle = (hostname: string) => {
  const host = hostname.replace(/\.$/, '')
  if (isLoopback(host)) return 'it means the very machine that opens it'
  const bare = host.replaceAll(/^\[|\]$/g, '')
  if (ipaddr.isValid(bare))
    return ipaddr.process(bare).range() === 'unicast' ? null : 'it is no public address'
  return host.includes('.') && !innerEndings.test(host) ? null : 'only an inner network knows this name'
}
