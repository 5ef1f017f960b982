import { describe, expect, it } from 'vitest'

import { useTestSettings } from '@/lib/testing/test-settings'

import { findObstacle } from './find-obstacle'
import { deskFacts, findObstacles } from './read'

describe('an address', () => {
  it.each([
    'http://localhost:3003',
    'http://127.0.0.1:3003',
    'http://2130706433',
    'http://[::1]:3003',
    'http://0.0.0.0:3003',
    'http://connect.localhost',
    'http://lvh.me:3003',
    'https://nango.localtest.me',
    'http://vcap.me',
    'http://127.0.0.1.sslip.io',
    'http://nango.127.0.0.1.nip.io:3003',
    'http://nango-127-0-0-1.nip.io',
    'http://7f000001.nip.io',
    'http://--1.sslip.io',
  ])('%s is of one machine', (url) => expect(findObstacle(url)).toContain('very machine'))

  it.each([
    'http://10.2.3.4:3003',
    'http://0x0a020304',
    'http://172.16.0.1',
    'http://192.168.1.2',
    'http://100.64.1.1',
    'http://169.254.169.254',
    'http://192.0.2.1',
    'http://[fd00::1]:3003',
    'http://[fe80::1]',
    'http://[::ffff:10.0.0.1]',
    'http://[64:ff9b::a00:1]',
    'http://[2002:a00:1::]',
    'http://[2001:db8::1]',
    'http://[::]',
    'http://10.0.0.1.nip.io',
    'https://nango.10.0.0.1.nip.io',
    'https://nango-192-168-1-250.sslip.io',
    'https://nango.192.168.1.250.eu.sslip.io',
    'http://c0a80101.nip.io',
    'http://nango-0a000001.nip.io',
    'http://fd00--1.sslip.io',
  ])('%s is no public one', (url) => expect(findObstacle(url)).toContain('no public address'))

  it.each([
    'http://nango-server:3003',
    'http://nango-connect:3009',
    'http://host.docker.internal:3003',
    'http://HOST.docker.INTERNAL.:3003',
    'http://nango.svc.cluster.local',
    'http://nango.prod.svc',
    'http://nango.local',
    'https://nango.corp.internal',
    'https://nango.lan',
    'https://router.home.arpa',
    'https://nango.example',
    'http://fritz.box',
    'http://nango.fritz.box',
    'http://nango.flycast',
    'http://nango.mshome.net',
    'http://nango.priv',
    'http://nango.podman',
    'http://nango.dns.podman',
  ])('%s is known to an inner network', (url) => expect(findObstacle(url)).toContain('inner network'))

  it.each([
    'https://connect.nango.dev',
    'https://nango.example.com:3003/base',
    'https://internal.example.com',
    'https://local.example.com.',
    'http://8.8.8.8',
    'https://8.8.8.8.nip.io',
    'https://nango-8-8-8-8.sslip.io',
    'https://nango.solvhe.me',
    'https://notlvh.me',
    'https://acme.box',
    'https://nicefritz.box',
    'https://nip.io',
    'https://10.0.0.1.example.com',
    'http://172.32.0.1',
    'https://[2606:4700::1111]',
  ])('%s may be reached', (url) => expect(findObstacle(url)).toBeNull())

  it('of a Tailscale network says so', () =>
    expect(findObstacle('https://nango.tail1234.ts.net')).toContain('Tailscale'))

  it('with http is not called from a page with https', () => {
    expect(findObstacle('http://nango.example.com', 'https://connect.example.com')).toContain('browsers')
    expect(findObstacle('http://nango.example.com', 'http://connect.example.com')).toBeNull()
    expect(findObstacle('http://nango.example.com')).toBeNull()
  })
})

const obstacles = (changes: Record<string, string>, pinned: string | null = null) => {
  useTestSettings({ NANGO_HOST: 'https://nango.example.com', ...changes })
  return findObstacles(deskFacts(), pinned)
}

describe('of the settings', () => {
  const none = { links: null, apiUrlInLinks: null, customers: null, webhooks: null }

  it('links are judged by where they lead and by what they carry', () => {
    expect(obstacles({}, 'https://connect.example.com')).toEqual(none)
    expect(obstacles({ NANGO_HOST: 'http://nango-server:3003' })).toEqual({
      ...none,
      apiUrlInLinks: expect.any(String),
    })
    expect(
      obstacles({
        NANGO_HOST: 'http://nango-server:3003',
        NANGO_PUBLIC_API_URL: 'https://nango.example.com',
      }),
    ).toEqual(none)
    const links = { ...none, links: expect.any(String) }
    expect(obstacles({ NANGO_CONNECT_URL: 'http://nango-connect:3009' })).toEqual(links)
    expect(obstacles({}, 'http://nango-connect:3009')).toEqual(links)
  })
  it('customers have to reach their pages', () => {
    const customers = { ...none, customers: expect.any(String) }
    expect(obstacles({ CUSTOMER_ORIGIN: 'https://connect.example.com' })).toEqual(none)
    expect(obstacles({ CUSTOMER_ORIGIN: 'https://connect.corp.internal' })).toEqual(customers)
    expect(obstacles({ CUSTOMER_ORIGIN: 'http://localhost:3000' })).toEqual(customers)
  })
  it('a desk for one machine may have links for it', () => {
    const inner = { NANGO_HOST: 'http://nango-server:3003', NANGO_CONNECT_URL: 'http://localhost:3009' }
    expect(obstacles({ ...inner, APP_ORIGIN: 'http://localhost:3000' })).toEqual(none)
    expect(findObstacles({ ...deskFacts(), appOrigin: null }, null)).toEqual(none)
  })
  it('Nango Cloud has to reach the desk for its webhooks', () => {
    const webhooks = { ...none, webhooks: expect.any(String) }
    expect(obstacles({ NANGO_HOST: '' })).toEqual(none)
    expect(obstacles({ NANGO_HOST: '', APP_ORIGIN: 'https://desk.corp.internal' })).toEqual(webhooks)
    expect(obstacles({ NANGO_HOST: '', APP_ORIGIN: 'http://localhost:3000' })).toEqual(webhooks)
    expect(obstacles({ APP_ORIGIN: 'https://desk.corp.internal' })).toEqual(none)
  })
})
