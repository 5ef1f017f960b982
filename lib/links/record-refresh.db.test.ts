import { randomUUID } from 'node:crypto'

import { expect, it } from 'vitest'

import { listConnectionsPage } from '@/lib/connections/list'
import { DeskCtx } from '@/lib/ctx'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { connectCustomer, createReconnect, integration, kindsOf } from '@/lib/testing/connect-customer'
import { noConnectionsFilter } from '@/lib/testing/no-filter'
import { valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'
import { receiveWebhook } from '@/lib/webhooks/receive'

import { readLink } from './read'

const { desk, agent } = useTestDesk({ agent: 'agent' }, { exampleConnections: 5 })

const refreshOf = (connectionId: string, success = false) => ({
  authMode: 'API_KEY',
  connectionId,
  environment: 'dev',
  ...(!success && { error: { type: 'refresh_token_external_error', description: 'canary-words' } }),
  from: 'nango',
  operation: 'refresh',
  provider: integration,
  providerConfigKey: integration,
  success,
  tags: {},
  type: 'auth',
})
/** To the process that the agent is at, with the bytes that Nango sends each time. */
const receive = (body: ReturnType<typeof refreshOf>) =>
  receiveWebhook(new DeskCtx({ db: agent.db, nango: agent.nango, now: agent.now }), {
    body,
    bodyHash: `${body.connectionId} ${String(body.success)}`,
  })
const healthOf = async (id: string) => {
  const { connections } = valueOf(await listConnectionsPage(agent, noConnectionsFilter, null))
  return connections.find((one) => one.id === id)?.health
}
const broken = async (linkId: string) =>
  (await kindsOf(agent, linkId)).filter((kind) => kind === 'connection.broken').length

it('shows at once that a connection is broken, tells it once, and again after it was mended', async () => {
  const { id, linkId } = await connectCustomer(desk, agent)
  expect(await healthOf(id)).toBe('healthy')
  desk.sandbox.breakConnection(id, 'auth')
  expect(await receive(refreshOf(id))).toBe('applied')
  expect(await healthOf(id)).toBe('auth_error')
  desk.faults.reset()
  expect([await receive(refreshOf(id)), await receive(refreshOf(id))]).toEqual(['known', 'known'])
  expect(desk.faults.calls()).toEqual([])
  expect(await broken(linkId)).toBe(1)

  const again = await createReconnect(agent, integration, id)
  await connectByApiKey(again.url)
  await desk.letAskAgain()
  expect(valueOf(await readLink(agent, again.link.id)).link.state).toBe('connected')
  desk.sandbox.breakConnection(id, 'auth')
  expect(await receive(refreshOf(id))).toBe('applied')
  expect([await broken(linkId), await broken(again.link.id)]).toEqual([1, 1])
})

it('believes no webhook that Nango does not confirm, and asks for it again while Nango cannot be asked', async () => {
  const { id, linkId } = await connectCustomer(desk, agent)
  expect(await receive(refreshOf(id))).toBe('unconfirmed')
  expect(await receive(refreshOf(randomUUID()))).toBe('unconfirmed')
  desk.sandbox.breakConnection(id, 'auth')
  desk.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'status', status: 500 })
  expect(await receive(refreshOf(id))).toBe('failed')
  expect(await broken(linkId)).toBe(0)
  desk.faults.reset()
  // The very same bytes come again.
  expect(await receive(refreshOf(id))).toBe('applied')
  expect(await receive(refreshOf(id, true))).toBe('unconfirmed')
})
