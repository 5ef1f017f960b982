import { mkdtempSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { beforeAll, describe, expect, it } from 'vitest'

import { toFailureView } from '@/lib/core/failure'
import { processSettings } from '@/lib/settings/env'
import { readSettings } from '@/lib/settings/read'
import { useTestSettings } from '@/lib/testing/test-settings'

import { foreignOrigin, isOwnOrigin, settleOrigin } from './origin'

/** What a request says once it is settled, and whether it counts as ours then. */
const settle = (sent: IncomingHttpHeaders) => {
  const headers = { ...sent }
  settleOrigin(headers)
  const said = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  return { headers, said, isOwn: isOwnOrigin(said) }
}

const isOwn = (sent: IncomingHttpHeaders) => settle(sent).isOwn

const words = (sent: IncomingHttpHeaders) => toFailureView(foreignOrigin(settle(sent).said), 'read').message

/** What stands before a desk, by what it makes of the headers of a request to https://desk.example.com. */
const proxies: Record<string, IncomingHttpHeaders> = {
  'nginx with a bare proxy_pass': { host: '127.0.0.1:3000' },
  'nginx with Host $host, which drops the port': { host: 'desk.example.com' },
  'a proxy that passes its own port on': { host: 'desk.example.com:8443', 'x-forwarded-port': '8443' },
  'a chain of proxies': {
    host: 'desk:3000',
    'x-forwarded-host': 'desk.example.com, inner.example.com',
    'x-forwarded-proto': 'https, http',
  },
  'one that names a host of its own': { host: 'x', 'x-forwarded-host': 'cdn.example.net' },
  'one that ends TLS and says http': { host: 'desk.example.com', 'x-forwarded-proto': 'http' },
  'HTTP/1.0 without a Host': {},
}

describe('with APP_ORIGIN', () => {
  beforeAll(() => {
    useTestSettings()
  })

  it.each(Object.entries(proxies))('%s changes nothing', (_, sent) => {
    const { headers, isOwn: isTaken } = settle({ ...sent, origin: 'https://desk.example.com' })
    expect(isTaken).toBe(true)
    expect(headers).toMatchObject({
      host: 'desk.example.com',
      'x-forwarded-host': 'desk.example.com',
      'x-forwarded-proto': 'https',
    })
  })

  it('no other origin is ours, whatever a proxy says', () => {
    for (const origin of [
      'http://desk.example.com',
      'https://desk.example.com:8443',
      'https://evil.example.net',
      'https://desk.example.com.evil.net',
      'null',
      '',
    ])
      for (const sent of [...Object.values(proxies), { 'x-forwarded-host': 'evil.example.net' }])
        expect(isOwn({ ...sent, origin }), origin).toBe(false)
    expect(isOwn({ host: 'desk.example.com' })).toBe(false)
  })

  it('reads a null origin as ours only when the browser vouches for it', () => {
    expect(isOwn({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(true)
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(isOwn({ origin: 'null', 'sec-fetch-site': site })).toBe(false)
    expect(isOwn({ origin: 'https://evil.example.net', 'sec-fetch-site': 'same-origin' })).toBe(false)
  })

  it('names both addresses to whoever comes from another one', () => {
    const said = words({ origin: 'http://10.0.0.5:3000' })
    expect(said).toContain('opened at http://10.0.0.5:3000, but Connect Desk is at https://desk.example.com')
    expect(said).toContain('APP_ORIGIN')
    for (const sent of [{}, { origin: 'null' }, { origin: 'javascript:x' }, { origin: 'desk' }])
      expect(words(sent)).toContain('did not come from Connect Desk itself')
  })
})

describe('in the sandbox, without APP_ORIGIN', () => {
  beforeAll(() => {
    processSettings.set(readSettings({ DESK_DATA_DIR: mkdtempSync(join(tmpdir(), 'desk-origin-')) }))
  })

  it('takes the host that was called', () => {
    expect(isOwn({ origin: 'http://192.168.1.4:3000', host: '192.168.1.4:3000' })).toBe(true)
    expect(isOwn({ origin: 'http://evil.example.net', host: '192.168.1.4:3000' })).toBe(false)
  })

  it('takes what a tunnel forwards wholly', () => {
    const forwarded = { host: 'localhost:4220', 'x-forwarded-host': 'desk.localhost:4242' }
    expect(isOwn({ ...forwarded, origin: 'http://desk.localhost:4242' })).toBe(true)
    expect(isOwn({ ...forwarded, origin: 'http://localhost:4220' })).toBe(false)
    const secure = { ...forwarded, 'x-forwarded-host': 'x.tunnel.example.com' }
    const origin = 'https://x.tunnel.example.com'
    expect(isOwn({ ...secure, origin })).toBe(true)
    expect(isOwn({ ...secure, 'x-forwarded-proto': 'https', origin })).toBe(true)
    expect(isOwn({ ...secure, 'x-forwarded-proto': 'http', origin })).toBe(false)
    const chain = { 'x-forwarded-host': 'x.tunnel.example.com, inner:80', 'x-forwarded-proto': 'https,http' }
    expect(settle({ ...chain, host: 'desk:3000', origin })).toMatchObject({
      isOwn: true,
      headers: { host: 'x.tunnel.example.com', 'x-forwarded-proto': 'https' },
    })
  })

  it('hears what a proxy says of the scheme in whatever case, and the browser where it says nothing sensible', () => {
    const origin = 'https://desk.example.com'
    for (const proto of ['https', 'HTTPS', ' Https , http', 'wss', '"https"', 'on', ''])
      expect(isOwn({ host: 'desk.example.com', 'x-forwarded-proto': proto, origin }), proto).toBe(true)
    for (const proto of ['http', 'HTTP', 'http,https'])
      expect(isOwn({ host: 'desk.example.com', 'x-forwarded-proto': proto, origin }), proto).toBe(false)
    expect(
      isOwn({ host: 'desk.example.com', 'x-forwarded-proto': 'HTTPS', origin: 'http://desk.example.com' }),
    ).toBe(false)
  })

  it('is as it was where the host makes no sense', () => {
    for (const host of ['', 'a b', '[', 'desk:port'])
      expect(settle({ host, origin: 'http://desk.example.com' })).toMatchObject({
        isOwn: false,
        headers: { host },
      })
  })

  it('says what is missing behind a proxy that changes the host', () => {
    const said = words({ host: '127.0.0.1:3000', origin: 'http://desk.localhost:4240' })
    expect(said).toContain(
      'opened at http://desk.localhost:4240, but its requests arrive as http://127.0.0.1:3000',
    )
    expect(said).toContain('proxy_set_header Host $http_host;')
    expect(said).toContain('APP_ORIGIN=http://desk.localhost:4240')
  })

  it('says what is missing behind a proxy that changes the scheme alone', () => {
    const cases = [
      ['https://desk.example.com', 'desk.example.com', 'http,https', 'http://desk.example.com'],
      ['https://desk.example.com', 'desk.example.com:443', 'http', 'http://desk.example.com:443'],
      ['https://desk.example.com:8443', 'desk.example.com:8443', 'HTTP', 'http://desk.example.com:8443'],
      ['http://desk.example.com', 'desk.example.com', 'https', 'https://desk.example.com'],
    ] as const
    for (const [origin, host, proto, arrived] of cases) {
      const said = words({ origin, host, 'x-forwarded-proto': proto })
      expect(said).toContain(`opened at ${origin}, but its requests arrive as ${arrived}: `)
      expect(said).toContain(`X-Forwarded-Proto: ${origin.split(':')[0]}`)
      expect(said).toContain(`APP_ORIGIN=${origin}`)
      expect(said).not.toContain('$http_host')
    }
  })
})
