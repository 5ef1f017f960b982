import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http'
import { connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'

import { requestId } from '@/lib/log'
import { isProxyUndeclared } from '@/lib/status/mark-forwarded'
import { listenOnLoopback } from '@/lib/testing/ports'
import { useTestSettings } from '@/lib/testing/test-settings'

import { trackWork, drainRequests, shedConnections, traffic, trackRequests } from './traffic'

let server: Server
let port: number
/** Requests to `/wait` are answered when this is called. */
let letGo: () => void
let arrived: string[]
const agent = new Agent({ keepAlive: true })

beforeAll(() => trackRequests())
beforeAll(() => {
  useTestSettings()
})
beforeEach(async () => {
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  arrived = []
  server = createServer((request, response) => {
    void (async () => {
      arrived.push(request.url ?? '')
      if (request.url === '/wait') await gate
      await nextTurn()
      response.end(requestId())
    })()
  })
  port = await listenOnLoopback(server)
})
afterEach(() => {
  server.closeAllConnections()
  if (server.listening) server.close()
  // The subscription stays; what it writes to begins anew.
  Object.assign(traffic.get(), { isEnding: false, onRest: () => {} })
  traffic.get().servers.clear()
})
afterAll(() => agent.destroy())

type Answer = { headers: IncomingMessage['headers']; body: string }

const ask = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers, agent }, (answer) => {
      let body = ''
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()))
      answer.once('end', () => resolve({ headers: answer.headers, body }))
    }).once('error', reject)
  })

const hasArrived = (path: string) => expect.poll(() => arrived.includes(path)).toBe(true)

it('keeps an idle connection as long as the settings say', async () => {
  await ask('/')
  expect((await ask('/')).headers['keep-alive']).toBe('timeout=65')
})

it('closes an idle connection only then, also the first one', async () => {
  useTestSettings({ KEEP_ALIVE_SECONDS: '1' })
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
  await once(socket, 'data')
  expect(server.keepAliveTimeout).toBe(1000)
  // Node's own five seconds would outlast the test's patience of four.
  await once(socket, 'close', { signal: AbortSignal.timeout(4_000) })
  useTestSettings()
})

it('notices a proxy that the settings do not know, for an hour', async () => {
  await ask('/')
  expect(isProxyUndeclared()).toBe(false)
  useTestSettings({ TRUSTED_PROXIES: '1' })
  await ask('/', { 'X-Forwarded-For': '203.0.113.1' })
  expect(isProxyUndeclared()).toBe(false)
  useTestSettings()
  await ask('/', { 'X-Forwarded-For': '203.0.113.1:4711' })
  expect(isProxyUndeclared()).toBe(true)
  const later = Date.now() + 3_600_001
  vi.spyOn(Date, 'now').mockReturnValue(later)
  expect(isProxyUndeclared()).toBe(false)
})

it('gives each request an id of its own, kept over every await, and says it', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => ask(`/${number}`)))
  for (const { headers, body } of answers) expect(headers['x-request-id']).toBe(body)
  for (const { body } of answers) expect(body).toMatch(/^req_[0-9a-f]{12}$/)
  expect(new Set(answers.map(({ body }) => body)).size).toBe(50)
})

it('keeps a proxy’s id when it is a short token, and nothing else', async () => {
  expect((await ask('/', { 'x-request-id': 'trace-1.a_B' })).body).toBe('trace-1.a_B')
  for (const strange of ['short', 'x'.repeat(65), 'has space 1', '<script>alert', 'quote"12345'])
    expect((await ask('/', { 'x-request-id': strange })).body).toMatch(/^req_/)
})

it('ends when everything begun is answered, and takes nothing new', async () => {
  const waiting = ask('/wait')
  await hasArrived('/wait')
  let isOver = false
  const ended = drainRequests(10_000).then((isFinished) => (isOver = isFinished))
  const refused = connect(port, '127.0.0.1')
  const error = await new Promise<Error>((resolve) => refused.once('error', resolve))
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  expect(isOver).toBe(false)
  letGo()
  const { headers } = await waiting
  expect(headers.connection).toBe('close')
  expect(await ended).toBe(true)
})

it('closes connections one by one before the end', async () => {
  expect((await ask('/')).headers.connection).toBe('keep-alive')
  shedConnections()
  expect((await ask('/')).headers.connection).toBe('close')
})

it('cuts off what does not end in time', async () => {
  const waiting = ask('/wait').catch((error: unknown) => error)
  await hasArrived('/wait')
  expect(await drainRequests(50)).toBe(false)
  expect(await waiting).toMatchObject({ code: 'ECONNRESET' })
})

it('waits for work whose request is gone', async () => {
  const work = trackWork(new Promise<void>((resolve) => (letGo = resolve)))
  let isOver = false
  const ended = drainRequests(10_000).then((isFinished) => (isOver = isFinished))
  await nextTurn()
  expect(isOver).toBe(false)
  letGo()
  await work
  expect(await ended).toBe(true)
})
