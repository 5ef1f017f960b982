import { createServer, type Server } from 'node:http'

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { listenOnLoopback } from '@/lib/testing/ports'

import { type Fault, type FaultServer, startFaultServer } from './fault-server'

const data = { token: 'a'.repeat(200), expires_at: '2030-01-01T00:00:00.000Z' }
const match = { method: 'POST', path: '/connect/sessions' }

let target: Server
let received: { url: string | undefined; authorization: string | undefined; body: string }[] = []
let faults: FaultServer

beforeAll(async () => {
  target = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      received.push({ url: request.url, authorization: request.headers.authorization, body })
      response.writeHead(request.method === 'DELETE' ? 204 : 201, { 'content-type': 'application/json' })
      response.end(request.method === 'DELETE' ? undefined : JSON.stringify({ data }))
    })
  })
  faults = await startFaultServer({ target: `http://127.0.0.1:${await listenOnLoopback(target)}` })
})

afterEach(() => {
  faults.reset()
  received = []
})

afterAll(async () => {
  await faults.close()
  target.close()
})

function post(init: RequestInit = {}): Promise<Response> {
  return fetch(`${faults.origin}/connect/sessions`, {
    method: 'POST',
    body: '{"a":1}',
    headers: { authorization: 'Bearer key' },
    ...init,
  })
}

function set(fault: Fault): void {
  faults.setFault(match, fault)
}

test('a call passes through with its body and headers', async () => {
  const answer = await post()
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({ data })
  expect(received).toEqual([{ url: '/connect/sessions', authorization: 'Bearer key', body: '{"a":1}' }])
  const gone = await fetch(`${faults.origin}/connect/session?x=1`, { method: 'DELETE' })
  expect(gone.status).toBe(204)
  expect(faults.calls().map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /connect/sessions',
    'DELETE /connect/session',
  ])
})

test('status: our own answer, and the target is not asked', async () => {
  set({
    kind: 'status',
    status: 429,
    headers: { 'retry-after': '0' },
    json: { error: { code: 'too_many_request' } },
  })
  const answer = await post()
  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('0')
  expect(await answer.json()).toEqual({ error: { code: 'too_many_request' } })
  set({ kind: 'status', status: 503, html: '<h1>Down</h1>' })
  expect((await post()).headers.get('content-type')).toBe('text/html')
  expect(received).toEqual([])
})

test('html: a page instead of JSON', async () => {
  set({ kind: 'status', status: 200, html: '<p>Welcome</p>' })
  const answer = await post()
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('<p>Welcome</p>')
})

test('refuse: reset before any answer', async () => {
  set({ kind: 'refuse' })
  await expect(post()).rejects.toThrow()
  expect(received).toEqual([])
})

test('lost: the target did its work, the answer never came', async () => {
  set({ kind: 'lost' })
  await expect(post()).rejects.toThrow()
  expect(received).toHaveLength(1)
})

test('silent: no answer within the caller’s patience', async () => {
  set({ kind: 'silent' })
  await expect(post({ signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/i)
})

test('slow: the real answer, late', async () => {
  set({ kind: 'slow', delayMs: 150 })
  const startedAt = performance.now()
  expect((await post()).status).toBe(201)
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145)
})

test('drip: headers at once, a body that never ends', async () => {
  set({ kind: 'drip', everyMs: 5 })
  const answer = await post({ signal: AbortSignal.timeout(300) })
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow(/timeout/i)
})

test('truncated: half of the body, then the end', async () => {
  set({ kind: 'truncated' })
  const answer = await post()
  expect(answer.status).toBe(201)
  await expect(answer.text()).rejects.toThrow()
})

test('rewrite: the parsed answer, changed', async () => {
  set({ kind: 'rewrite', rewrite: () => ({ data: { token: 'other' } }) })
  expect(await (await post()).json()).toEqual({ data: { token: 'other' } })
})

test('pass: the real answer under another clock', async () => {
  set({ kind: 'pass', clockAheadMs: 3_600_000 })
  const answer = await post()
  const aheadMs = Date.parse(answer.headers.get('date') ?? '') - Date.now()
  expect(Math.abs(aheadMs - 3_600_000)).toBeLessThan(2_000)
  expect(await answer.json()).toEqual({ data })
})

test('times: only the next calls; patterns and lifted faults', async () => {
  set({ kind: 'status', status: 502, times: 2 })
  expect([(await post()).status, (await post()).status, (await post()).status]).toEqual([502, 502, 201])
  faults.setFault({ method: '*', path: /^\/connect/ }, { kind: 'status', status: 500 })
  expect((await post()).status).toBe(500)
  faults.setFault({ method: '*', path: /^\/connect/ }, null)
  expect((await post()).status).toBe(201)
})

test('reset ends answers that hang', async () => {
  set({ kind: 'silent' })
  const hanging = post()
  await expect.poll(() => faults.calls().length).toBe(1)
  faults.reset()
  await expect(hanging).rejects.toThrow()
})

test('a dead target is a dead connection, not a made-up answer', async () => {
  const lonely = await startFaultServer({ target: 'http://127.0.0.1:1' })
  await expect(fetch(lonely.origin)).rejects.toThrow()
  await lonely.close()
})
