import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'

import { links } from '@/lib/db/schema'
import { readConnection } from '@/lib/nango/read-connection'
import { beginOauth } from '@/lib/testing/connect-by'
import {
  connectAndUse,
  connectBy,
  type ConnectKey,
  exampleOf,
  kindsOf,
  createReconnect,
  metadata,
  override,
} from '@/lib/testing/connect-customer'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { usePostedDesk } from '@/lib/testing/use-test-desk'
import { receiveWebhook } from '@/lib/webhooks/receive'

import { createLink } from './create'
import { finishReconnects, checkOpenLinks } from './finish'
import { readLink } from './read'
import { reconnectLink } from './reconnect'
import { renewLink } from './renew'
import { revokeLink } from './revoke'
import { listEventsOf } from './store/alarms'
import { findLinkById } from './store/find'

const { desk, agent, nangosPost } = usePostedDesk({ agent: 'agent' }, { exampleConnections: 40 })

const connected = (key: ConnectKey) => connectAndUse(desk, agent, key)
const reconnect = (key: ConnectKey, id: string) => createReconnect(agent, key, id)
const kinds = (id: string) => kindsOf(agent, id)
const stateOf = async (id: string) => (await findLinkById(agent.db, id))?.state
const atNango = async (key: ConnectKey, id: string) => valueOf(await readConnection(agent.nango, key, id))
const snapshotOf = async (id: string) => {
  const [row] = await agent.db.select({ sealed: links.sealedSnapshot }).from(links).where(eq(links.id, id))
  return row?.sealed ?? null
}

const movesUpdatedAt = (key: ConnectKey) => key !== 'github'
const keepsMetadata = (key: ConnectKey) => key === 'github' || key === 'demo-unauthenticated'

const keys: ConnectKey[] = ['github', 'private-api-bearer', 'private-api-basic', 'demo-unauthenticated']

describe.each(keys)('a reconnect through %s', (key) => {
  it('keeps tags, webhook address and metadata, and says what changed', async () => {
    const id = await connected(key)
    const before = await atNango(key, id)
    const { link, url } = await reconnect(key, id)
    expect(link).toMatchObject({ state: 'active', reconnectsId: id, customer: { id: 'user_42' } })
    expect(await snapshotOf(link.id)).not.toContain('gold')
    await connectBy[key](url)
    await desk.letAskAgain()
    expect(await readLink(agent, link.id)).toMatchObject({ value: { link: { state: 'connected' } } })
    const after = await atNango(key, id)
    expect(after.tags).toEqual({ ...before.tags, connect_link_id: link.id })
    expect(after).toMatchObject({ webhookUrlOverride: override, metadata, createdAt: before.createdAt })
    expect(after.updatedAt.getTime() > before.updatedAt.getTime()).toBe(movesUpdatedAt(key))
    expect(await kinds(link.id)).toEqual([
      'link.created',
      'link.progressed',
      'link.connected',
      'link.retired',
      'link.reconnected',
      ...(keepsMetadata(key) ? [] : ['link.restored']),
    ])
    expect(await listEventsOf(agent.db, link.id)).toContainEqual(
      expect.objectContaining({
        kind: 'link.reconnected',
        facts: { changes: 'new credentials, everything else as before' },
      }),
    )
    expect(await snapshotOf(link.id)).toBeNull()
  })

  it('is known by the webhook alone, of the link that was used', async () => {
    const id = await connected(key)
    const first = await reconnect(key, id)
    // The product's own webhook address would get the news of this connection: here it has none.
    await agent.nango.sdk.patchConnection(
      { connectionId: id, provider_config_key: key },
      { webhook_url_override: '' },
    )
    const second = await reconnect(key, id)
    await connectBy[key](second.url)
    const sent = () =>
      nangosPost.received.map(({ body }) => body).find((body) => body.includes(second.link.id)) ?? null
    await expect.poll(sent).not.toBeNull()
    const body: unknown = JSON.parse(sent() ?? '')
    expect(body).toMatchObject({ operation: 'override', connectionId: id })
    expect(await receiveWebhook(desk.deskCtx(), { body, bodyHash: second.link.id })).toBe('applied')
    expect([await stateOf(first.link.id), await stateOf(second.link.id)]).toEqual(['active', 'connected'])
  })

  it('is known by the sweep alone, of a connection that is none of the newest', async () => {
    const { link, url } = await reconnect(key, await exampleOf(agent, key, 'oldest'))
    await connectBy[key](url)
    await checkOpenLinks(desk.deskCtx())
    expect(await stateOf(link.id)).toBe('connected')
  })
})

describe('a reconnect link', () => {
  const key = 'private-api-bearer'

  it('is made once for one intent key, also when its connection is gone by then', async () => {
    const id = await connected(key)
    const input = { intentKey: randomUUID(), integration: key, connectionId: id, language: null }
    const made = await Promise.all([1, 2, 3, 4].map(() => reconnectLink(agent, input)))
    expect(new Set(made.map((one) => (one.ok ? one.value.link.id : one.failure.code))).size).toBe(1)
    await agent.nango.sdk.deleteConnection(key, id)
    expect(valueOf(await reconnectLink(agent, input)).url).toBe(made[0]?.ok && made[0].value.url)
    expect(await reconnectLink(agent, { ...input, connectionId: 'another' })).toMatchObject({
      failure: { code: 'intent_reused' },
    })
    expect(await reconnectLink(agent, { ...input, intentKey: randomUUID() })).toMatchObject({
      failure: { code: 'connection_gone' },
    })
  })

  it('says so when its connection has vanished', async () => {
    const id = await connected(key)
    const { link } = await reconnect(key, id)
    await agent.nango.sdk.deleteConnection(key, id)
    const read = valueOf(await readLink(agent, link.id))
    expect(read.link.connectionGoneAt).not.toBeNull()
    expect(read.link.state).toBe('active')
    expect((await kinds(link.id)).filter((kind) => kind === 'link.connection_gone')).toHaveLength(1)
  })

  it('counts as connected when its connection was deleted while the customer was on the way', async () => {
    const id = await connected('github')
    const { link, url } = await reconnect('github', id)
    const flow = await beginOauth(url)
    await agent.nango.sdk.deleteConnection('github', id)
    expect(valueOf(await readLink(agent, link.id)).link.connectionGoneAt).not.toBeNull()
    // A flow that has begun makes the connection anew, under its old id.
    await flow.finish()
    await desk.letAskAgain()
    expect(valueOf(await readLink(agent, link.id)).link).toMatchObject({
      state: 'connected',
      connectionGoneAt: null,
    })
    expect((await atNango('github', id)).metadata).toEqual(metadata)
    expect(await kinds(link.id)).toContain('link.retired')
  })

  it('is renewed as the connection is by then, and revoked like any other', async () => {
    const id = await connected(key)
    const old = await reconnect(key, id)
    await agent.nango.sdk.patchConnection(
      { connectionId: id, provider_config_key: key },
      { tags: { end_user_id: 'user_42', end_user_display_name: 'Ada Renamed' } },
    )
    const twin = valueOf(await renewLink(agent, old.link.id, randomUUID()))
    expect(twin.link).toMatchObject({ reconnectsId: id, customer: { displayName: 'Ada Renamed' } })
    expect(await stateOf(old.link.id)).toBe('revoked')
    expect(await revokeLink(agent, twin.link.id)).toMatchObject({ value: { state: 'revoked' } })
    desk.advance(2 * 3_600_000)
    await finishReconnects(desk.deskCtx())
    expect(await snapshotOf(twin.link.id)).toBeNull()
  })

  it('needs room for one tag', async () => {
    const id = await connected(key)
    const tags = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`tag${index}`, 'x']))
    await agent.nango.sdk.patchConnection({ connectionId: id, provider_config_key: key }, { tags })
    expect(
      await reconnectLink(agent, {
        intentKey: randomUUID(),
        integration: key,
        connectionId: id,
        language: null,
      }),
    ).toMatchObject({ failure: { code: 'connection_tags_full' } })
  })

  it('is told of a failed attempt that names its connection, and no other link is', async () => {
    const id = await connected('github')
    const { link } = await reconnect('github', id)
    const other = valueOf(await createLink(agent, linkInput({ integrations: ['github'] })))
    const body = { from: 'nango', type: 'auth', operation: 'creation', success: false, connectionId: id }
    const failed = {
      ...body,
      providerConfigKey: 'github',
      error: { type: 'invalid_callback', description: '' },
    }
    expect(await receiveWebhook(desk.deskCtx(), { body: failed, bodyHash: randomUUID() })).toBe('hint')
    expect((await kinds(link.id)).at(-1)).toBe('link.attempt_failed')
    expect(await kinds(other.link.id)).not.toContain('link.attempt_failed')
  })

  it('is not for viewers', async () => {
    const viewer = await desk.ctxFor('viewer')
    const input = { intentKey: randomUUID(), integration: key, connectionId: 'any', language: null }
    expect(await reconnectLink(viewer, input)).toMatchObject({ failure: { code: 'not_allowed' } })
  })
})
