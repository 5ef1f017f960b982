import 'server-only'
import ipaddr from 'ipaddr.js'

/**
 * Whom to count tries against: the address of the connection or, behind `trustedProxies` proxies, the one that the
 * outermost of them saw, for each adds to the right of X-Forwarded-For. Of IPv6 only the network (64 bits): one device
 * has all addresses of it. What makes no sense there counts as the connection's.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | string[] | undefined,
  trustedProxies: number,
): string {
  const hops = String(forwardedFor ?? '').split(',')
  const named = trustedProxies === 0 ? undefined : hops.at(-trustedProxies)
  return toSubject(named) ?? toSubject(socketAddress) ?? 'unknown'
}

const toSubject = (text: string | undefined): string | null => {
  const bare = bareOf(text?.trim() ?? '')
  if (isIPv4(bare)) return bare
  if (!ipaddr.IPv6.isValid(bare)) return null
  const address = ipaddr.IPv6.parse(bare)
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : `${networkOf(address)}::/64`
}

/** Four plain numbers; what else ipaddr.js takes for an address, such as `127.1`, no proxy writes. */
const isIPv4 = (text: string) => ipaddr.IPv4.isValidFourPartDecimal(text)

/** An address without what proxies put around it: quotes, brackets, a port. */
const bareOf = (text: string): string => {
  const unquoted = /^"([^"]*)"$/.exec(text)?.[1] ?? text
  const inBrackets = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(unquoted)?.[1]
  return inBrackets ?? unquoted.replace(/^((?:::ffff:)?\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/i, '$1')
}

/** The first four groups of an IPv6 address, written shortly. */
const networkOf = ({ parts }: { parts: number[] }) =>
  parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')
