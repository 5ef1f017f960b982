import { createServer, type IncomingMessage, type Server, request as send } from 'node:http'
import { connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { requestId } from '@/lib/log'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { listenOnLoopback } from '@/lib/testing/ports'
import { useTestSettings } from '@/lib/testing/test-settings'

import { bodyLimits } from './body'
import { drainRequests, traffic, trackRequests } from './traffic'

const megabyte = 1024 * 1024
let server: Server
let port: number
/** What got as far as a handler, with the body that it was handed. */
let handled: { path: string; body: Buffer; requestId: string | undefined }[]

const openRequests = () => traffic.get().open.size

const handle = async (request: IncomingMessage, answer: (text: string) => void) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  handled.push({ path: request.url ?? '', body: Buffer.concat(parts), requestId: requestId() })
  answer(requestId() ?? '')
}

beforeAll(() => trackRequests())
beforeAll(() => {
  useTestSettings()
})
beforeEach(async () => {
  handled = []
  server = createServer((request, response) => void handle(request, (text) => response.end(text)))
  port = await listenOnLoopback(server)
})
afterEach(async () => {
  vi.useRealTimers()
  server.closeAllConnections()
  if (server.listening) server.close()
  await expect.poll(openRequests).toBe(0)
  Object.assign(traffic.get(), { isEnding: false, onRest: () => {} })
  traffic.get().servers.clear()
})
afterAll(() => useTestSettings())

type Sent = { path?: string; method?: string; bytes: number; isDeclared: boolean }
type Answer = {
  status: number | undefined
  headers: IncomingMessage['headers']
  text: string
  sentBytes: number
}

/** Sends so many bytes, as fast as they are taken, and stops when the answer is there. */
const post = ({ path = '/', method = 'POST', bytes, isDeclared }: Sent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = isDeclared ? { 'content-length': bytes } : { 'transfer-encoding': 'chunked' }
    let sentBytes = 0
    let isOver = false
    const request = send({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
      isOver = true
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.once('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, text, sentBytes }),
      )
      answer.once('error', reject)
    })
    request.once('error', reject)
    const part = Buffer.alloc(32 * 1024, 'x')
    const more = () => {
      if (isOver) return
      if (sentBytes === bytes) {
        request.end()
        return
      }
      const next = part.subarray(0, bytes - sentBytes)
      sentBytes += next.length
      request.write(next, more)
    }
    more()
  })

/** The status line that a text on the wire is answered with; the connection stays open on our side. */
const raw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.once('close', () => resolve(answer))
    socket.once('error', reject)
  })

describe('a body', () => {
  const limits: [string, number][] = [
    ['/', bodyLimits.page],
    ['/links/x?y=1', bodyLimits.page],
    ['/api/connectLink', bodyLimits.api],
    ['/api/auth/signin/oidc', bodyLimits.api],
    ['/api/webhooks/nango', bodyLimits.webhook],
  ]
  it.each(limits)('to %s comes whole up to its limit and never beyond', async (path, most) => {
    for (const isDeclared of [true, false]) {
      const good = await post({ path, bytes: most, isDeclared })
      expect(good.status).toBe(200)
      expect(good.text).toBe(good.headers['x-request-id'])
      expect(handled.at(-1)?.body.equals(Buffer.alloc(most, 'x'))).toBe(true)
      expect(handled.at(-1)?.requestId).toBe(good.headers['x-request-id'])
      handled = []
      const bad = await post({ path, bytes: most + 1, isDeclared })
      expect(bad.status).toBe(413)
      expect(handled).toEqual([])
    }
  })

  it('without end is refused early, by any method, and memory does not grow', async () => {
    const before = process.memoryUsage().rss
    const rounds = countOf(2, 40)
    for (let round = 0; round < rounds; round += 1)
      for (const method of ['POST', 'PUT', 'DELETE', 'GET', 'OPTIONS'])
        for (const isDeclared of [true, false]) {
          const { status, sentBytes, headers } = await post({ method, bytes: 20 * megabyte, isDeclared })
          expect([status, headers.connection]).toEqual([413, 'close'])
          expect(sentBytes).toBeLessThan(8 * megabyte)
        }
    expect(handled).toEqual([])
    expect((process.memoryUsage().rss - before) / megabyte).toBeLessThan(100)
    recordEvidence({
      attack: 'endless bodies, at the gate',
      tried: rounds * 10,
      outcome: 'each refused with 413',
    })
  })

  it('that has not come after ten seconds is a 408, and another is not held up by it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const late = raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc')
    const lateChunk = raw('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
    while (openRequests() !== 2) await nextTurn()
    await vi.advanceTimersByTimeAsync(9_999)
    expect((await post({ bytes: 10, isDeclared: true })).status).toBe(200)
    // The last millisecond, then the time in which the sender may read the answer.
    await vi.advanceTimersByTimeAsync(1)
    await vi.advanceTimersByTimeAsync(1_000)
    for (const answer of [await late, await lateChunk]) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /)
      expect(answer).toContain('Send it again.')
    }
    vi.useRealTimers()
    expect(handled).toHaveLength(1)
  })

  it('whose sender hangs up leaves nothing behind', async () => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc'),
    )
    await expect.poll(openRequests).toBe(1)
    socket.destroy()
    await expect.poll(openRequests).toBe(0)
    expect(handled).toEqual([])
  })

  it('that is on its way when the process stops gets two seconds, and the stop is clean', async () => {
    const slow = raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc')
    await expect.poll(openRequests).toBe(1)
    const begun = performance.now()
    expect(await drainRequests(15_000)).toBe(true)
    expect(performance.now() - begun).toBeLessThan(8_000)
    expect(await slow).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 1/i)
    expect(handled).toEqual([])
  })
})

it.each(['TRACE', 'PROPFIND', 'PURGE', 'SEARCH'])('the method %s is a 405', async (method) => {
  const answer = await raw(`${method} / HTTP/1.1\r\nHost: x\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 405 [^]*allow: GET, HEAD, POST/i)
  expect(handled).toEqual([])
})

const odd = [
  '/connections/github/%ed%a0%80',
  '/links/%00',
  '/%',
  '/api/links/%ff',
  'http://evil.example/',
  '*',
  '/a%2',
]
const oddHosts = ['desk:99999', 'desk:abc', 'x@desk', 'a, b', 'x\r\nHost: x', 'x\r\nX-A: host\r\nHOST: y']
it.each([
  ...odd.map((path) => `${path} HTTP/1.1\r\nHost: x`),
  ...oddHosts.map((host) => `/ HTTP/1.1\r\nHost: ${host}`),
])('%j is a 400', async (lines) => {
  expect(await raw(`OPTIONS ${lines}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
  expect(handled).toEqual([])
})

it('other addresses pass, whatever their query says', async () => {
  for (const path of ['/', '/links/ü', '/connections/a%2Fb/c%25', '/?search=%00', '/x?%ed%a0%80', '//x'])
    expect(
      (await post({ path: encodeURI(path).replaceAll('%25', '%'), bytes: 0, isDeclared: true })).status,
    ).toBe(200)
})

describe('an answer', () => {
  const always = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  }

  it.each([
    ['https://desk.example.com', 'max-age=31536000'],
    ['http://localhost:3000', undefined],
  ])('under %s says everything that its writer left out', async (origin, strict) => {
    useTestSettings({ APP_ORIGIN: origin })
    const whole = { ...always, 'cache-control': 'no-store' }
    const answers = [
      await post({ bytes: 1, isDeclared: true }),
      await post({ bytes: megabyte, isDeclared: true }),
      await post({ path: '/api/x', bytes: megabyte, isDeclared: false }),
      await post({ path: '/%ff', bytes: 0, isDeclared: true }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 413, 413, 400])
    for (const { headers } of answers) {
      expect(headers).toMatchObject(whole)
      expect(headers['strict-transport-security']).toBe(strict)
    }
    useTestSettings()
  })

  it('keeps what its writer said', async () => {
    server.removeAllListeners('request')
    server.on('request', (_, response) =>
      response
        .setHeader('Cache-Control', 'public, max-age=31536000, immutable')
        .writeHead(404, { 'Content-Security-Policy': "default-src 'self'" })
        .end(),
    )
    const { headers } = await post({ method: 'GET', bytes: 0, isDeclared: true })
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'self'",
    })
  })
})
