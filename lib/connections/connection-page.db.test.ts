import { randomUUID } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { reconnectLink } from '@/lib/links/reconnect'
import { connectByApiKey, connectByOauth } from '@/lib/testing/connect-by'
import { connectAndUse, connectCustomer, createReconnect, integration } from '@/lib/testing/connect-customer'
import { codeOf, linkInput, valueOf, openTestDesk } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { disconnectConnection } from './disconnect'
import { readConnectionPage } from './read'
import { retagConnection } from './retag'

const { desk, agent, admin, viewer } = useTestDesk({ agent: 'agent', admin: 'admin', viewer: 'viewer' })

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
      expect(valueOf(detail).connection.waiting.map((link) => [link.id, link.isMine])).toEqual([
        [waiting.link.id, ctx === agent],
      ])
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
    // Nango tries OAuth credentials at a read, and never typed ones.
    const key = 'github'
    const generous = await openTestDesk({ scopes: ['environment:*'] })
    const ctx = await generous.ctxFor('agent')
    const page = async (id: string) =>
      valueOf((await readConnectionPage(ctx, { integrationKey: key, connectionId: id })).detail)
    const seen = await connectAndUse(generous, ctx, key)
    const reconnected = await connectAndUse(generous, ctx, key)
    for (const id of [seen, reconnected]) generous.sandbox.breakConnection(id, 'auth')
    // A 400 is the first answer, a 424 every later one.
    expect((await page(seen)).connection).toMatchObject({ health: 'auth_error', tags: { plan: 'Pro' } })
    expect((await page(seen)).connection.health).toBe('auth_error')
    const { link, url } = await createReconnect(ctx, key, reconnected)
    await connectByOauth(url)
    await generous.letAskAgain()
    expect(valueOf(await readLink(ctx, link.id)).link.state).toBe('connected')
    expect((await page(reconnected)).connection.health).toBe('healthy')
    await generous.close()
  })

  it('tells what support asks for, and no value that may open or identify anything', async () => {
    const { id } = await connected()
    const path = `/connections/${id}`
    const canary = 'canary-8c1f'
    const rewrite = (answer: unknown) => ({
      ...Object(answer),
      errors: [
        { type: 'auth', log_id: '1795707655512_hrqYWGPg' },
        { type: 'sync' },
        { type: 'never heard of', log_id: 'x' },
      ],
      last_fetched_at: '2026-11-26T15:39:33.523+00:00',
      webhook_url_override: `https://user:${canary}@hooks.example.com/${canary}?x=${canary}`,
      connection_config: {
        subdomain: 'acme',
        'team.id': 'T024BE7LD',
        instance_url: `https://acme.example.com/${canary}`,
        hostname: `https://user:${canary}@acme.example.com`,
        oauth_client_secret_override: canary,
        odd: { deep: canary },
      },
      metadata: { plan: canary, nested: { secret: canary } },
      credentials: { type: 'API_KEY', apiKey: canary, raw: { token: canary } },
    })
    desk.faults.setFault({ method: 'GET', path }, { kind: 'rewrite', rewrite })
    const { detail } = await pageOf(viewer, id)
    expect(valueOf(detail).details).toEqual({
      faults: [
        { type: 'auth', logId: '1795707655512_hrqYWGPg' },
        { type: 'sync', logId: null },
      ],
      fetchedAt: '2026-11-26T15:39:33.523Z',
      webhookOverride: { origin: 'https://hooks.example.com' },
      config: [
        { name: 'hostname', value: null },
        { name: 'instance_url', value: 'https://acme.example.com/…' },
        { name: 'oauth_client_secret_override', value: null },
        { name: 'odd', value: null },
        { name: 'subdomain', value: 'acme' },
        { name: 'team.id', value: 'T024BE7LD' },
      ],
      metadataKeys: ['nested', 'plan'],
    })
    expect(JSON.stringify(detail)).not.toContain(canary)
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
    const { link, url } = valueOf(await createLink(agent, linkInput({ integrations: [integration] })))
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

  it('says that Nango cannot read an id, and keeps to what the desk knows; nothing is made or changed', async () => {
    const { id, linkId } = await connected()
    const json = { error: { code: 'invalid_uri_params', errors: [] } }
    desk.faults.setFault({ method: '*', path: `/connections/${id}` }, { kind: 'status', status: 400, json })
    const { detail, links } = await pageOf(viewer, id)
    expect(codeOf(detail)).toBe('connection_unreadable')
    expect(links).toMatchObject([{ link: { id: linkId } }])
    const name = { integration, connectionId: id }
    const input = { intentKey: randomUUID(), ...name, language: null }
    expect(codeOf(await reconnectLink(agent, input))).toBe('connection_unreadable')
    expect(codeOf(await retagConnection(agent, { ...name, set: [], remove: ['plan'] }))).toBe(
      'connection_unreadable',
    )
    expect(codeOf(await disconnectConnection(admin, { ...name, confirmation: id }))).toBe(
      'connection_unreadable',
    )
    const asked = desk.faults.calls().filter(({ path }) => path === `/connections/${id}`)
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET'])
    desk.reset()
    expect((await pageOf(viewer, id)).links).toHaveLength(1)
  })

  it('mixes up no connections of the same id at different integrations', async () => {
    const { id } = await connected()
    await reconnect(id)
    const elsewhere = await readConnectionPage(agent, { integrationKey: 'github', connectionId: id })
    expect(codeOf(elsewhere.detail)).toBe('connection_gone')
    expect(elsewhere.links).toEqual([])
  })
})
