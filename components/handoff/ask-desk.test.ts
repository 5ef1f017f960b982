import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'

import { afterEach, expect, it, vi } from 'vitest'
import { z } from 'zod'

import { listenOnLoopback } from '@/lib/testing/ports'

import { tellDesk } from './ask-desk'

const code = '01h8xgjwbwbaq4z4wbrvtyk2n5'
const error = {
  type: 'error',
  integrationKey: 'crm',
  errorType: 'callback_err',
  isDenied: false,
  errorMessage: 'The app is not verified.',
} as const

const Told = z.object({ event: z.looseObject({}) })

let stop = () => {}
afterEach(() => stop())

/** A desk that answers what `statusOf` says of an event; returns what it was told. */
const openDesk = async (statusOf: (event: object) => number) => {
  const told: object[] = []
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const { event } = Told.parse(body)
      told.push(event)
      response.statusCode = statusOf(event)
      response.end(JSON.stringify({ state: 'open', connected: [] }))
    })
  })
  const port = await listenOnLoopback(server)
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
  const realFetch = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, init) =>
    realFetch(new URL(z.string().parse(path), `http://127.0.0.1:${port}`), init),
  )
  return told
}

it('tells a desk of the release before, which takes no words of the provider, the same without them', async () => {
  const told = await openDesk((event) => ('errorMessage' in event ? 400 : 200))
  expect(await tellDesk(code, error)).toEqual({ state: 'open', connected: [] })
  const { errorMessage: _, ...without } = error
  expect(told).toEqual([error, without])
})

it.each([200, 400, 404, 429, 503])(
  'tells again only what was refused with words of the provider: %i',
  async (status) => {
    const told = await openDesk(() => status)
    await tellDesk(code, { type: 'poll' })
    expect(told).toHaveLength(1)
    await tellDesk(code, error)
    expect(told).toHaveLength(status === 400 ? 3 : 2)
  },
)
