import { randomUUID } from 'node:crypto'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { connectByApiKey } from '@/lib/testing/connect-by-api-key'
import { connectCustomer, integration } from '@/lib/testing/connect-customer'
import { makeReconnect } from '@/lib/testing/reconnect-customer'
import { aWish, openTestDesk, type TestDesk } from '@/lib/testing/test-desk'
import { codeOf, valueOf } from '@/lib/testing/value-of'

import { createLink } from './create-link'
import { readConnectionPage } from './read-connection-page'
import { readLink } from './read-link'
import { reconnectLink } from './reconnect-link'
import type { StaffCtx } from './staff-ctx'

let desk: TestDesk
let agent: StaffCtx
let admin: StaffCtx
let viewer: StaffCtx

beforeAll(async () => {
  desk = await openTestDesk()
  agent = await desk.ctxFor('agent')
  admin = await desk.ctxFor('admin')
  viewer = await desk.ctxFor('viewer')
})
beforeEach(() => desk.letAskAgain())
afterEach(() => desk.reset())
afterAll(() => desk.close())

const connected = () => connectCustomer(desk, agent)
const reconnect = async (connectionId: string) =>
  valueOf(await reconnectLink(agent, { intentKey: randomUUID(), integration, connectionId, language: null }))
const pageOf = (ctx: StaffCtx, connectionId: string) =>
  readConnectionPage(ctx, { integrationKey: integration, connectionId })

describe('the page of a connection', () => {
  it('shows every role the connection, who made it, and what became of its links, newest first', async () => {
    const { id, linkId } = await connected()
    const again = await reconnect(id)
    await connectByApiKey(again.url)
    await desk.letAskAgain()
    await readLink(agent, again.link.id)
    const waiting = await reconnect(id)
    for (const ctx of [agent, admin, viewer]) {
      const { detail, links } = await pageOf(ctx, id)
      expect(valueOf(detail)).toMatchObject({
        connection: {
          id,
          integration: { key: integration, displayName: 'Private API key' },
          customer: { id: 'user_42', email: 'ada@example.com' },
          madeBy: { linkId, makerName: agent.actor.name },
          health: 'healthy',
        },
      })
      expect(links.some(({ isSettling }) => isSettling)).toBe(false)
      expect(links.map(({ link, role, changes }) => [link.id, link.state, role, changes])).toEqual([
        [waiting.link.id, 'active', 'reconnects', null],
        [again.link.id, 'connected', 'reconnects', 'new credentials, everything else as before'],
        [linkId, 'connected', 'made', null],
      ])
      expect(JSON.stringify({ detail, links })).not.toContain('nango_connect_session_')
    }
  })

  it('reads dead credentials as the connection that they are, at the first try, whatever the key may read', async () => {
    const generous = await openTestDesk({ canReadCredentials: true })
    const ctx = await generous.ctxFor('agent')
    const page = async (id: string) =>
      valueOf((await readConnectionPage(ctx, { integrationKey: integration, connectionId: id })).detail)
    const [seen, reconnected] = [
      (await connectCustomer(generous, ctx)).id,
      (await connectCustomer(generous, ctx)).id,
    ]
    for (const id of [seen, reconnected]) generous.sandbox.breakConnection(id, 'auth')
    // A 400 is the first answer, a 424 every later one.
    expect((await page(seen)).connection).toMatchObject({ health: 'auth_error', tags: { plan: 'pro' } })
    expect((await page(seen)).connection.health).toBe('auth_error')
    const { link, url } = await makeReconnect(ctx, integration, reconnected)
    await connectByApiKey(url)
    await generous.letAskAgain()
    expect(valueOf(await readLink(ctx, link.id)).link.state).toBe('connected')
    expect((await page(reconnected)).connection.health).toBe('healthy')
    await generous.close()
  })

  it('says so while what Nango dropped is not put back yet', async () => {
    const { id } = await connected()
    const { sdk } = agent.nango
    await sdk.setMetadata(integration, id, { plan: 'gold' })
    const again = await reconnect(id)
    await connectByApiKey(again.url)
    await desk.letAskAgain()
    desk.faults.setFault({ method: '*', path: '/connections/metadata' }, { kind: 'status', status: 500 })
    await readLink(agent, again.link.id)
    const { links } = await pageOf(agent, id)
    expect(links[0]).toMatchObject({ link: { state: 'connected' }, changes: null, isSettling: true })
  })

  it('shows the link that let a connection in unexpectedly', async () => {
    const { link, url } = valueOf(await createLink(agent, aWish({ integrations: [integration] })))
    await connectByApiKey(url)
    await connectByApiKey(url)
    await desk.letAskAgain()
    const expected = valueOf(await readLink(agent, link.id)).link.integrations[0]?.connectionId
    const all = await agent.nango.sdk.listConnections({ tags: { connect_link_id: link.id } })
    const other = all.connections.find((one) => one.connection_id !== expected)?.connection_id ?? ''
    const { detail, links } = await pageOf(agent, other)
    expect(links).toMatchObject([{ link: { id: link.id }, role: 'unexpected' }])
    expect(valueOf(detail).connection.madeBy).toBeNull()
  })

  it('keeps to what the desk knows while Nango fails, and when the connection is gone', async () => {
    const { id, linkId } = await connected()
    desk.faults.setFault({ method: 'GET', path: `/connections/${id}` }, { kind: 'status', status: 500 })
    const failed = await pageOf(viewer, id)
    expect(codeOf(failed.detail)).toBe('nango_failed')
    expect(failed.links).toMatchObject([{ link: { id: linkId }, role: 'made' }])
    desk.reset()
    const { sdk } = agent.nango
    await sdk.deleteConnection(integration, id)
    const gone = await pageOf(viewer, id)
    expect(codeOf(gone.detail)).toBe('connection_gone')
    expect(gone.links).toMatchObject([{ link: { id: linkId } }])
  })

  it('mixes up no connections of the same id at different integrations', async () => {
    const { id } = await connected()
    await reconnect(id)
    const elsewhere = await readConnectionPage(agent, { integrationKey: 'github', connectionId: id })
    expect(codeOf(elsewhere.detail)).toBe('connection_gone')
    expect(elsewhere.links).toEqual([])
  })
})
