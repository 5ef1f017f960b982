import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'

import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { listenOnLoopback } from '@/lib/testing/ports'

import { nangoProbes, probeNango } from './check'

let server: Server
let host: string
let asked: { url: string | undefined; headers: IncomingHttpHeaders }[]
let status: number | 'silent'

beforeEach(async () => {
  nangoProbes.set(undefined)
  asked = []
  status = 200
  server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers })
    if (status !== 'silent') response.writeHead(status, { location: '/elsewhere' }).end('{}')
  })
  host = `http://127.0.0.1:${await listenOnLoopback(server)}`
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
  server.close()
  server.closeAllConnections()
})

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

it('asks once for everybody within 10 s, at /health and without a key', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => probeNango(host)))
  expect(new Set(answers)).toEqual(new Set([true]))
  pass(9_999)
  await probeNango(host)
  expect(asked).toHaveLength(1)
  expect(asked[0]?.url).toBe('/health')
  expect(asked[0]?.headers).not.toHaveProperty('authorization')
  pass(1)
  await probeNango(host)
  expect(asked).toHaveLength(2)
})

it.each([
  [200, true],
  [302, true],
  [404, true],
  [503, false],
] as const)('takes a %i as an answer of something that stands: %s', async (given, isReachable) => {
  status = given
  expect(await probeNango(host)).toBe(isReachable)
  expect(asked).toHaveLength(1)
})

it('does not keep anybody waiting when Nango is silent, and notices it within 2 s', async () => {
  expect(await probeNango(host)).toBe(true)
  status = 'silent'
  pass(10_000)
  const startedAt = performance.now()
  expect(await probeNango(host)).toBe(true)
  expect(performance.now() - startedAt).toBeLessThan(1_000)
  await vi.waitFor(async () => expect(await probeNango(host)).toBe(false), { timeout: 3_000 })
  expect(asked).toHaveLength(2)
})

it('knows a host that refuses', async () => {
  server.close()
  server.closeAllConnections()
  expect(await probeNango(host)).toBe(false)
})
