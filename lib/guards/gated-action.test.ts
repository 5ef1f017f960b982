import { createServer, type Server } from 'node:http'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { listenOnLoopback } from '@/lib/testing/ports'
import { useTestSettings } from '@/lib/testing/test-settings'

import { bodyLimits } from './body'
import { trackRequests } from './traffic'

let server: Server
let port: number
/** How many calls got as far as a handler. */
let handled = 0

beforeAll(() => trackRequests())
beforeAll(async () => {
  useTestSettings()
  server = createServer((_, response) => {
    handled += 1
    response.end()
  })
  port = await listenOnLoopback(server)
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const call = (headers: Record<string, string>, body = 'x') =>
  fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { 'next-action': 'x', ...headers }, body })

describe('an action', () => {
  it.each(['https://evil.example.net', 'https://desk.example.com:8443', 'null', 'no address'])(
    'called from %s is refused as a failure that its page can read',
    async (origin) => {
      const answer = await call({ origin })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'text/plain'])
      expect(await answer.json()).toMatchObject({ code: 'foreign_origin', fieldErrors: {} })
      expect(handled).toBe(0)
    },
  )

  it('called from here, or from nobody says where, reaches its own guard', async () => {
    expect((await call({ origin: 'https://desk.example.com' })).status).toBe(200)
    expect((await call({})).status).toBe(200)
  })

  it('that sends too much is told so in the same way', async () => {
    const answer = await call({ origin: 'https://desk.example.com' }, 'x'.repeat(bodyLimits.page + 1))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([413, 'text/plain'])
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('larger') })
  })
})
