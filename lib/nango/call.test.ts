import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { createServer } from 'node:http'

import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'

import { collectGarbage } from '@/lib/testing/garbage'
import { openTestNango } from '@/lib/testing/test-desk'

import { callNango } from './call'

const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})
let host = ''

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  host = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const calls = 20

/** Calls Nango for one request after the other; returns the requests, as whoever asks keeps them while they last. */
const callOften = async () => {
  const nango = openTestNango(host, host)
  const asked = new AsyncLocalStorage<object>()
  const requests: WeakRef<object>[] = []
  for (let n = 0; n < calls; n += 1) {
    const request = {}
    requests.push(new WeakRef(request))
    const answer = await asked.run(request, () =>
      callNango(nango, 'probe', (sdk) => sdk.http.get(`${host}/probe`), z.object({ status: z.literal(200) })),
    )
    expect(answer.ok).toBe(true)
  }
  return requests
}

it('keeps nothing of a request after its answer, however long it might have taken', async () => {
  const requests = await callOften()
  expect(requests).toHaveLength(calls)
  await collectGarbage()
  // A connection that is kept open knows who opened it.
  expect(requests.filter((one) => one.deref()).length).toBeLessThanOrEqual(2)
})
