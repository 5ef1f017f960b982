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
  ['a port', '10.0.0.1', '203.0.113.1:4711', 1, '203.0.113.1'],
  ['another port, another proxy', '10.0.0.1', '203.0.113.1:1, 10.0.0.2:80', 2, '203.0.113.1'],
  ['quotes', '10.0.0.1', '"203.0.113.1:4711"', 1, '203.0.113.1'],
  ['IPv6 with a port', '10.0.0.1', '[2001:db8:0:1::9]:4711', 1, '2001:db8:0:1::/64'],
  ['IPv6 in brackets', '10.0.0.1', '[2001:db8:0:1::9]', 1, '2001:db8:0:1::/64'],
  ['IPv6 with a zone', '10.0.0.1', 'fe80::1%eth0', 1, 'fe80:0:0:0::/64'],
  ['IPv6 with a zone and a port', '10.0.0.1', '[fe80::1%25eth0]:4711', 1, 'fe80:0:0:0::/64'],
  ['IPv4 in IPv6 clothes and brackets', '10.0.0.1', '[::ffff:203.0.113.1]:4711', 1, '203.0.113.1'],
  ['IPv4 in IPv6 clothes with a port', '10.0.0.1', '::ffff:203.0.113.1:4711', 1, '203.0.113.1'],
  ['IPv4 in IPv6 hexadecimals', '10.0.0.1', '::ffff:cb00:7101', 1, '203.0.113.1'],
  ['all groups written out', '10.0.0.1', '2001:0db8:0000:0001:0000:0000:0000:0009', 1, '2001:db8:0:1::/64'],
  ['a port of the connection', '::ffff:192.0.2.7', undefined, 1, '192.0.2.7'],
  ['an octal number', '10.0.0.1', '0313.0.0161.1', 1, '10.0.0.1'],
  ['an address in short', '10.0.0.1', '127.1', 1, '10.0.0.1'],
  ['a number', '10.0.0.1', '3405803777', 1, '10.0.0.1'],
  ['too many groups', '10.0.0.1', '1:2:3:4:5:6:7:8:9', 1, '10.0.0.1'],
  ['an open bracket', '10.0.0.1', '[2001:db8::1', 1, '10.0.0.1'],
  ['nothing', '10.0.0.1', '', 1, '10.0.0.1'],
  ['empty hops', '10.0.0.1', ', ,', 2, '10.0.0.1'],
  ['loopback', '::1', undefined, 0, '0:0:0:0::/64'],
  ['no connection any more', undefined, undefined, 0, 'unknown'],
])('%s', (_, socket, forwardedFor, proxies, expected) => {
  expect(clientAddress(socket, forwardedFor, proxies)).toBe(expected)
})
