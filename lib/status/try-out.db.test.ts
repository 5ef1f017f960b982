import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { openLink } from '@/lib/links/reveal'
import { valueOf } from '@/lib/testing/test-desk'
import { signingKey, useTestSettings } from '@/lib/testing/test-settings'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { makeTestLink } from './make-test-link'
import { sendTestWebhook } from './send-test-webhook'

const { desk, admin } = useTestDesk({ admin: 'admin' })
const intentKey = '4f5c6d1e-8a39-4a5c-9a53-0c6e0e6a7b11'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  useTestSettings()
})

/** Something at the desk's address that answers as it is told. */
const answerWith = async (status: number, body: string, headers: Record<string, string> = {}) => {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  stops.push(() => server.close())
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  useTestSettings({ APP_ORIGIN: `http://127.0.0.1:${port}`, NANGO_WEBHOOK_SIGNING_KEY: signingKey })
}
const send = async () => valueOf(await sendTestWebhook(admin))

it('both are for admins', async () => {
  for (const role of ['viewer', 'agent'] as const) {
    const ctx = await desk.ctxFor(role)
    expect(await sendTestWebhook(ctx)).toMatchObject({ failure: { code: 'not_allowed' } })
    expect(await makeTestLink(ctx, { integration: 'github', intentKey })).toMatchObject({
      failure: { code: 'not_allowed' },
    })
  }
})

describe('a test webhook', () => {
  it('is taken where the desk answers', async () => {
    await answerWith(200, '{"message":"ignored"}')
    expect(await send()).toMatchObject({ outcome: 'taken' })
  })
  it.each([
    ['another page answers', 200, '<html></html>', 'refused'],
    ['somebody redirects', 308, '', 'refused'],
    ['a gateway has no desk behind it', 502, '', 'refused'],
    ['its signature does not fit', 401, '{}', 'unsigned'],
  ])('is not where %s', async (_, status, body, outcome) => {
    await answerWith(status, body, { location: '/elsewhere' })
    expect(await send()).toMatchObject({ outcome, detail: String(status) })
  })
  it('says what keeps it from arriving', async () => {
    useTestSettings({ APP_ORIGIN: 'http://127.0.0.1:1', NANGO_WEBHOOK_SIGNING_KEY: signingKey })
    expect(await send()).toMatchObject({
      outcome: 'unreachable',
      url: 'http://127.0.0.1:1/api/webhooks/nango',
    })
  })
})

it('a test link is like any other, and one press makes one', async () => {
  const make = async () => valueOf(await makeTestLink(admin, { integration: 'github', intentKey })).id
  const id = await make()
  expect(await make()).toBe(id)
  expect(valueOf(await openLink(admin, id)).link).toMatchObject({
    state: 'active',
    customer: { id: 'test-customer', displayName: 'Test' },
  })
})
