import 'server-only'
import ipaddr from 'ipaddr.js'

import { isLoopback } from '@/lib/core/desk-routes'

/**
 * What only an inner network, a machine or nobody answers to: RFC 6761, 6762 with appendix G, 8375, ICANN's `internal`, names of
 * containers, and those that routers, Windows and hosters have for what is inside.
 */
const innerEndings =
  /\.(internal|local|localdomain|localhost|lan|home|home\.arpa|corp|intranet|private|priv|test|example|invalid|onion|svc|pod|default|docker|podman|incus|lxd|consul|nomad|flycast|mshome\.net)$|(^|\.)((fritz|easy)\.box|speedport\.ip)$/

/** Public names that lead to the machine that asks, whatever stands before them. */
const selfNames = /(^|\.)(lvh\.me|localtest\.me|vcap\.me|lacolhost\.com|localho\.st)$/

/** Public names that lead to the address that they hold, in decimal or hex, with dots or hyphens. */
const addressNames = /^(.*)\.(?:nip\.io|sslip\.io|traefik\.me|xip\.io)$/
const decimalAddress = /(?<![\d])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?!\d)/
const hexAddress = /(?<![a-z\d])[\da-f]{8}$/

/** The address that a name holds, for `ipaddr` to read; null for none. */
const addressIn = (host: string): string | null => {
  const [, name] = addressNames.exec(host) ?? []
  if (name === undefined) return null
  const decimal = decimalAddress.exec(name)?.slice(1).join('.')
  const hex = hexAddress.exec(name)?.[0]
  const v6 = name.slice(name.lastIndexOf('.') + 1).replaceAll('-', ':')
  return [decimal, hex && `0x${hex}`, v6].find((one) => one !== undefined && ipaddr.isValid(one)) ?? null
}

/**
 * Why nobody on the internet reaches a URL, or no browser calls it from the page at `from`, as a clause; null where
 * nothing is known to speak against it. Only the address is looked at, nothing is asked.
 */
export function findObstacle(url: string, from: string | null = null): string | null {
  const { hostname, protocol } = new URL(url)
  return hostObstacle(hostname) ?? (protocol === 'http:' && from?.startsWith('https:') ? mixed : null)
}

const mixed = 'browsers call no http:// address from a page at https://'

const ofOneMachine = 'it means the very machine that opens it'

const hostObstacle = (hostname: string): string | null => {
  const host = hostname.replace(/\.$/, '')
  if (isLoopback(host) || selfNames.test(host)) return ofOneMachine
  const bare = addressIn(host) ?? host.replaceAll(/^\[|\]$/g, '')
  if (ipaddr.isValid(bare)) return addressObstacle(bare)
  if (host.endsWith('.ts.net')) return 'only a Tailscale network knows this name, unless Funnel is on for it'
  return host.includes('.') && !innerEndings.test(host) ? null : 'only an inner network knows this name'
}

const addressObstacle = (address: string) => {
  const range = ipaddr.process(address).range()
  if (range === 'loopback') return ofOneMachine
  return range === 'unicast' ? null : 'it is no public address'
}
