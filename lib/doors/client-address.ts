import 'server-only'
import { isIP } from 'node:net'

/**
 * Whom to count tries against: the address of the connection or, behind `trustedProxies` proxies, the one that the
 * outermost of them saw, for each adds to the right of X-Forwarded-For. Of IPv6 only the network (64 bits): one device
 * has all addresses of it. What makes no sense there counts as the connection's.
 */
export const clientAddress = (
  socketAddress: string | undefined,
  forwardedFor: string | string[] | undefined,
  trustedProxies: number,
): string => {
  const hops = String(forwardedFor ?? '').split(',')
  const told = trustedProxies === 0 ? undefined : hops.at(-trustedProxies)
  return toSubject(told) ?? toSubject(socketAddress) ?? 'unknown'
}

const toSubject = (text: string | undefined): string | null => {
  const bare = text?.trim().replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  if (isIP(bare) === 4) return bare
  return isIP(bare) === 6 ? `${networkOf(bare)}::/64` : null
}

/** The first four groups of an IPv6 address, written shortly. */
const networkOf = (address: string) => {
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const gap = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  const zeros = Array.from({ length: gap }, () => '0')
  return [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
