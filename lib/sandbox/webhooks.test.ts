import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'

import { canonical } from './testing/compare-answers'
import { readWebhook, webhookSamples } from './testing/read-sample'
import { recordedSigningKey, startWorld, type World } from './testing/sandbox-world'
import { startReceiver } from './testing/start-receiver'
import { signWebhook } from './webhooks/sender'

let receiver: Awaited<ReturnType<typeof startReceiver>>

beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await receiver.close()
})

/** The body as text with ids replaced, so that the order of the keys is compared too. */
function canonicalText(body: string): string {
  return JSON.stringify(canonical(JSON.parse(body)))
}

function startWithReceiver(path: string): World {
  return startWorld({ webhookUrl: `${receiver.url}${path}`, webhookRetryDelaysMs: [1, 1] })
}

const user77 = { end_user_id: 'user_77', organization_id: 'org_9' }
const user42 = { end_user_id: 'user_42', organization_id: 'org_7' }
const ada = { ...user42, end_user_email: 'ada@example.com', plan: 'Pro' }

const connect = (key: string, session: unknown) => async (world: World) => {
  await world.connectNew(key, session)
}

const reconnect = (key: string, tags: unknown) => async (world: World) => {
  const connectionId = await world.connectNew(key, { tags: user77 })
  await world.sandbox.settled()
  receiver.received.length = 0
  const body = { connection_id: connectionId, integration_id: key, ...(tags !== undefined && { tags }) }
  await world.connect(key, (await world.openReconnect(body)).token)
}

async function deny({ openSession, beginOAuth, call }: World) {
  const { token } = await openSession({ tags: { a: 'b' } })
  const state = await beginOAuth(token, 'github')
  await call('GET', `/oauth/callback?error=access_denied&error_description=The+user+denied&state=${state}`)
}

/** The override may not be a loopback address, hence the name is mapped to the receiver here. */
async function connectWithOverride(world: World) {
  const realFetch = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) =>
    realFetch(z.string().parse(input).replace('https://hooks.example.test', receiver.url), init),
  )
  const tags = { t: 'override' }
  await world.connectNew('demo-unauthenticated', {
    tags,
    webhook_url_override: 'https://hooks.example.test/override?u=1',
  })
}

const doings: Record<string, (world: World) => Promise<void>> = {
  'webhook-auth-creation-apikey': connect('private-api-bearer', { tags: user77 }),
  'webhook-auth-creation-import-oauth2': connect('github', { tags: user42 }),
  'webhook-auth-creation-none': connect('demo-unauthenticated', { tags: ada }),
  'webhook-auth-creation-url-override': connectWithOverride,
  'webhook-auth-error-oauth-denied': deny,
  'webhook-auth-override-reconnect': reconnect('private-api-bearer', { ...user77, plan: 'enterprise' }),
  'webhook-auth-override-reconnect-no-tags': reconnect('demo-unauthenticated', undefined),
  'webhook-no-retry-404': connect('demo-unauthenticated', { tags: { t: 'fail404' } }),
  'webhook-retry-500-attempt1': connect('demo-unauthenticated', { tags: { t: 'fail500' } }),
  'webhook-retry-500-attempt2': connect('demo-unauthenticated', { tags: { t: 'fail500' } }),
  'webhook-retry-500-attempt3': connect('demo-unauthenticated', { tags: { t: 'fail500' } }),
}

describe.each(webhookSamples)('%s', (name) => {
  const sample = readWebhook(name)

  test('the recorded signatures are those of our signing function', () => {
    const signed = signWebhook(sample.body, recordedSigningKey)
    expect(signed['X-Nango-Hmac-Sha256']).toBe(sample.headers['x-nango-hmac-sha256'])
    expect(signed['X-Nango-Signature']).toBe(sample.headers['x-nango-signature'])
  })

  test('the sandbox sends the same', async () => {
    const world = startWithReceiver(sample.path)
    await doings[name]?.(world)
    await world.sandbox.settled()
    const attempts = name.includes('retry-500') ? 3 : 1
    expect(receiver.received).toHaveLength(attempts)
    const [sent] = receiver.received
    expect(sent).toMatchObject({ method: 'POST', path: sample.path })
    expect(canonicalText(sent?.body ?? '')).toBe(canonicalText(sample.body))
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    expect(sent?.headers).toMatchObject(headersOf(sent?.body ?? ''))
  })
})

function headersOf(body: string) {
  const signed = signWebhook(body, recordedSigningKey)
  return {
    'content-type': 'application/json',
    'x-nango-hmac-sha256': signed['X-Nango-Hmac-Sha256'],
    'x-nango-signature': signed['X-Nango-Signature'],
    'user-agent': expect.stringMatching(/^nango\//),
  }
}

test('a refused connection is tried three times, then given up', async () => {
  const attempts = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'))
  const world = startWithReceiver('/nango-webhook')
  await world.connectNew('demo-unauthenticated', { tags: {} })
  await world.sandbox.settled()
  expect(attempts).toHaveBeenCalledTimes(3)
})

test('a rejected API key sends nothing, and neither do a deletion and an expiry', async () => {
  const world = startWithReceiver('/nango-webhook')
  const { token } = await world.openSession({ tags: {} })
  const path = `/api-auth/api-key/private-api-bearer?connect_session_token=${token}`
  const refused = await world.call('POST', path, { body: { apiKey: 'invalid' } })
  await world.call('DELETE', '/connect/session', { bearer: token })
  await world.sandbox.settled()
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({ error: { code: 'connection_test_failed' } })
  expect(receiver.received).toEqual([])
})

test('an end user travels with the webhook', async () => {
  const world = startWithReceiver('/nango-webhook')
  await world.connectNew('private-api-basic', {
    end_user: { id: 'user_88', email: 'grace@example.com', tags: { plan: 'free' } },
    organization: { id: 'org_10' },
  })
  await world.sandbox.settled()
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
    endUser: {
      endUserId: 'user_88',
      endUserEmail: 'grace@example.com',
      organizationId: 'org_10',
      tags: { plan: 'free' },
    },
  })
})

test('a denial during a reconnect names the connection that exists', async () => {
  const world = startWithReceiver('/nango-webhook')
  const connectionId = await world.connectNew('github', { tags: {} })
  await world.sandbox.settled()
  const { token } = await world.openReconnect({ connection_id: connectionId, integration_id: 'github' })
  const state = await world.beginOAuth(token, 'github')
  await world.call('GET', `/oauth/callback?error=access_denied&state=${state}`)
  await world.sandbox.settled()
  expect(JSON.parse(receiver.received[1]?.body ?? '')).toMatchObject({
    operation: 'creation',
    success: false,
    connectionId,
  })
})
