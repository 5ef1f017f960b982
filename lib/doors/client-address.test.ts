import { expect, it } from 'vitest'

import { clientAddress } from './client-address'

it.each([
  ['the connection counts', '192.0.2.7', undefined, 0, '192.0.2.7'],
  ['an IPv4 address in IPv6 clothes', '::ffff:192.0.2.7', undefined, 0, '192.0.2.7'],
  ['a header that nobody is trusted to write', '192.0.2.7', '203.0.113.1', 0, '192.0.2.7'],
  ['one proxy', '10.0.0.1', '198.51.100.9, 203.0.113.1', 1, '203.0.113.1'],
  ['two proxies', '10.0.0.1', '6.6.6.6, 203.0.113.1, 10.0.0.2', 2, '203.0.113.1'],
  ['fewer hops than proxies', '10.0.0.1', '203.0.113.1', 2, '10.0.0.1'],
  ['no header behind a proxy', '10.0.0.1', undefined, 1, '10.0.0.1'],
  ['nonsense in the header', '10.0.0.1', 'unknown; drop table', 1, '10.0.0.1'],
  ['a network of IPv6', '2001:db8:0:1:aaaa::1', undefined, 0, '2001:db8:0:1::/64'],
  ['another device of that network', '10.0.0.1', '2001:0DB8::1:ffff:0:0:2', 1, '2001:db8:0:1::/64'],
  ['another network', '10.0.0.1', '2001:db8:0:2::', 1, '2001:db8:0:2::/64'],
  ['loopback', '::1', undefined, 0, '0:0:0:0::/64'],
  ['no connection any more', undefined, undefined, 0, 'unknown'],
])('%s', (_, socket, forwardedFor, proxies, expected) => {
  expect(clientAddress(socket, forwardedFor, proxies)).toBe(expected)
})
