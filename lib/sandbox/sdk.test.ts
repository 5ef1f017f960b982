import { Nango } from '@nangohq/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { serveSandbox, type ServedSandbox } from './serve-sandbox'
import { recordedApiKey, recordedSigningKey } from './testing/sandbox-world'

let served: ServedSandbox
let nango: Nango

beforeAll(async () => {
  served = await serveSandbox({
    host: '127.0.0.1',
    port: 0,
    apiKey: recordedApiKey,
    webhookSigningKey: recordedSigningKey,
    rateLimitPerMinute: 0,
  })
  nango = new Nango({ apiKey: recordedApiKey, host: served.origin })
})
afterAll(() => served.close())

/** Stands in for the customer's page. */
async function connect(key: string, route: string, body: unknown, token: string): Promise<string> {
  const response = await fetch(`${served.origin}${route}/${key}?connect_session_token=${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return z.object({ connectionId: z.string() }).parse(await response.json()).connectionId
}

const demo = 'demo-unauthenticated'
const connectDemo = (token: string) => connect(demo, '/auth/unauthenticated', {}, token)
const connectKey = (token: string) =>
  connect('private-api-bearer', '/api-auth/api-key', { apiKey: 'any' }, token)

async function newConnection(tags: Record<string, string>): Promise<string> {
  const { data } = await nango.createConnectSession({ tags, allowed_integrations: [demo] })
  return connectDemo(data.token)
}

test('a link points at the page and lives for half an hour', async () => {
  const beforeMs = Date.now()
  const { data } = await nango.createConnectSession({ tags: { a: 'b' }, allowed_integrations: ['github'] })
  expect(data.connect_link).toBe(`${served.publicOrigin}/connect-ui/?session_token=${data.token}`)
  const lifeMs = Date.parse(data.expires_at) - beforeMs
  expect(lifeMs).toBeGreaterThanOrEqual(1_800_000)
  expect(lifeMs).toBeLessThan(1_830_000)
})

test('the catalogue', async () => {
  const { configs } = await nango.listIntegrations()
  expect(configs).toHaveLength(10)
  expect(configs.find(({ unique_key }) => unique_key === 'google-mail')?.display_name).toBe('Gmail')
  const one = await nango.getIntegration({ uniqueKey: 'github' }, { include: ['webhook'] })
  expect(one.data).toMatchObject({ unique_key: 'github', webhook_url: null })
  const { data: providers } = await nango.listProviders({ search: 'sales' })
  expect(providers.map(({ name }) => name)).toEqual(['salesforce'])
  const { data } = await nango.getProvider({ provider: 'salesforce' })
  expect(data).toMatchObject({
    auth_mode: 'OAUTH2',
    connection_config: { subdomain: { title: 'Instance subdomain' } },
  })
})

async function ids(query: Parameters<Nango['listConnections']>[0]): Promise<string[]> {
  const { connections } = await nango.listConnections(query)
  return connections.map(({ connection_id }) => connection_id)
}

describe('connections', () => {
  test('are found by tag, integration and page, newest first', async () => {
    const first = await newConnection({ Link_Id: 'lnk_1', end_user_id: 'ada' })
    const second = await newConnection({ link_id: 'lnk_2', end_user_id: 'ada' })
    expect(await ids({ tags: { link_id: 'lnk_1' } })).toEqual([first])
    expect(await ids({ tags: { end_user_id: 'ada' } })).toEqual([second, first])
    expect(await ids({ tags: { end_user_id: 'ada', link_id: 'lnk_2' } })).toEqual([second])
    expect(await ids({ tags: { end_user_id: 'ada' }, limit: 1 })).toEqual([second])
    expect(await ids({ tags: { end_user_id: 'ada' }, integrationId: ['github', 'slack'] })).toEqual([])
    expect(await ids({ connectionId: first })).toEqual([first])
  })

  test('are read without credentials, re-tagged and deleted', async () => {
    const id = await newConnection({ a: 'b' })
    expect(await nango.getConnection(demo, id)).toMatchObject({
      connection_id: id,
      tags: { a: 'b' },
      credentials: {},
    })
    await nango.patchConnection({ connectionId: id, provider_config_key: demo }, { tags: { C: 'd' } })
    expect((await nango.getConnection(demo, id)).tags).toEqual({ c: 'd' })
    await nango.deleteConnection(demo, id)
    await expect(nango.getConnection(demo, id)).rejects.toMatchObject({ response: { status: 404 } })
    await expect(nango.deleteConnection(demo, id)).rejects.toMatchObject({
      response: { status: 400, data: { error: { code: 'unknown_connection' } } },
    })
  })

  test('metadata is set and merged', async () => {
    const id = await newConnection({ a: 'b' })
    const set = await nango.setMetadata(demo, id, { one: 1, two: 2 })
    const merged = await nango.updateMetadata(demo, id, { two: 3 })
    expect([set.status, merged.status]).toEqual([201, 200])
    expect((await nango.getConnection(demo, id)).metadata).toEqual({ one: 1, two: 3 })
    await expect(nango.setMetadata(demo, 'nope', { a: 1 })).rejects.toMatchObject({
      response: { status: 404 },
    })
  })
})

describe('a reconnect', () => {
  const key = 'private-api-bearer'
  const start = async () => {
    const { data } = await nango.createConnectSession({ tags: { keep: 'me' }, allowed_integrations: [key] })
    const id = await connectKey(data.token)
    await nango.setMetadata(key, id, { note: 'x' })
    return { id, before: await nango.getConnection(key, id) }
  }

  test('without tags wipes them, and the metadata of an API key', async () => {
    const { id, before } = await start()
    const { data } = await nango.createReconnectSession({ connection_id: id, integration_id: key })
    expect(await connectKey(data.token)).toBe(id)
    const after = await nango.getConnection(key, id)
    expect(after).toMatchObject({ tags: {}, metadata: {}, created_at: before.created_at })
    expect(Date.parse(after.updated_at)).toBeGreaterThanOrEqual(Date.parse(before.updated_at))
  })

  test('with tags keeps exactly those', async () => {
    const { id } = await start()
    const tags = { keep: 'me', link_id: 'lnk_9' }
    const { data } = await nango.createReconnectSession({ connection_id: id, integration_id: key, tags })
    await connectKey(data.token)
    expect((await nango.getConnection(key, id)).tags).toEqual(tags)
  })

  test('of an integration without typed secrets keeps the metadata', async () => {
    const id = await newConnection({ a: 'b' })
    await nango.setMetadata(demo, id, { note: 'x' })
    const { data } = await nango.createReconnectSession({ connection_id: id, integration_id: demo })
    await connectDemo(data.token)
    expect((await nango.getConnection(demo, id)).metadata).toEqual({ note: 'x' })
  })
})

test('a wrong key is refused without rate limit headers', async () => {
  const stranger = new Nango({ apiKey: '11111111-1111-4111-8111-111111111111', host: served.origin })
  await expect(stranger.listIntegrations()).rejects.toMatchObject({
    response: { status: 401, data: { error: { code: 'unknown_account' } } },
  })
})
