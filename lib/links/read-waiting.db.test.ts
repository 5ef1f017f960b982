import { randomUUID } from 'node:crypto'

import { expect, it } from 'vitest'

import { listConnectionsPage } from '@/lib/connections/list'
import { connectCustomer, integration } from '@/lib/testing/connect-customer'
import { noConnectionsFilter } from '@/lib/testing/no-filter'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { createLink } from './create'
import { readWaiting } from './read-of-connections'
import { reconnectLink } from './reconnect'
import { renewLink } from './renew'
import { revokeLink } from './revoke'

const { desk, agent, colleague } = useTestDesk({ agent: 'agent', colleague: ['agent', 'colleague'] })

const reconnect = async (connectionId: string, ctx = agent) =>
  valueOf(await reconnectLink(ctx, { intentKey: randomUUID(), integration, connectionId, language: null }))
    .link
const connect = async (integrations: string[]) =>
  valueOf(await createLink(agent, linkInput({ integrations }))).link
const waitingFor = async (id: string, customer = 'user_42') =>
  valueOf(await readWaiting(agent, { integration, id, customer })).map((link) => link.id)

/** What each row of the list says to wait for it, by the connections' ids. */
const rowsOf = async () => {
  const { connections } = valueOf(
    await listConnectionsPage(await desk.ctxFor('agent', 'reader'), noConnectionsFilter, null),
  )
  return new Map(connections.map(({ id, waiting }) => [id, waiting]))
}

it('names the live links of a connection before another is made, and no other’s', async () => {
  const { id } = await connectCustomer(desk, agent)
  const other = await connectCustomer(desk, agent)
  expect(await waitingFor(id)).toEqual([])
  const first = await reconnect(id, colleague)
  const second = await reconnect(id)
  expect(valueOf(await readWaiting(agent, { integration, id }))).toMatchObject([
    { id: second.id, isReconnect: true, isMine: true },
    { id: first.id, isReconnect: true, isMine: false, makerName: 'colleague' },
  ])
  expect(await waitingFor(other.id)).toEqual([])
  expect(valueOf(await readWaiting(agent, { integration: 'github', id }))).toEqual([])
  await revokeLink(agent, first.id)
  const twin = valueOf(await renewLink(agent, second.id, randomUUID())).link
  expect(await waitingFor(id)).toEqual([twin.id])
  desk.advance(31 * 60_000)
  expect(await waitingFor(id)).toEqual([])
})

it('shows on each row what waits for the connection, then for its customer', async () => {
  const { id } = await connectCustomer(desk, agent)
  const other = await connectCustomer(desk, agent)
  const again = await reconnect(id)
  const further = await connect(['github', integration])
  const rows = await rowsOf()
  expect(rows.get(id)?.map((link) => link.id)).toEqual([again.id, further.id])
  expect(rows.get(other.id)).toMatchObject([{ id: further.id, isReconnect: false }])
  await revokeLink(agent, again.id)
  await revokeLink(agent, further.id)
  expect((await rowsOf()).get(id)).toEqual([])
})

it('is not for viewers', async () => {
  const viewer = await desk.ctxFor('viewer')
  expect(await readWaiting(viewer, { integration, id: 'any' })).toEqual({
    ok: false,
    failure: { code: 'not_allowed' },
  })
})
