import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { fullAccess } from './model/scopes'
import { startWorld } from './testing/sandbox-world'

const session = { tags: { a: 'b' } }

const Refusal = z.object({
  error: z.object({ code: z.string(), errors: z.array(z.object({ message: z.string() })).optional() }),
})
const Keys = z.object({ data: z.array(z.object({ unique_key: z.string() })) })
const Override = z.object({ webhook_url_override: z.string().nullable() })

async function errorOf(response: Response) {
  const { error } = Refusal.parse(await response.json())
  return { status: response.status, code: error.code, messages: error.errors?.map(({ message }) => message) }
}

describe('tags', () => {
  test.each([
    [{ Abc: '1', abc: '2' }, 'Duplicate tag key after case normalization: "abc"'],
    [{ ['k'.repeat(65)]: 'v' }, 'Invalid key in record'],
    [{ constructor: 'v' }, 'Invalid input: expected record, received object'],
    [{ k: 'v'.repeat(256) }, 'Tag values must be at most 255 characters'],
  ])('are refused: %j', async (tags, message) => {
    const { withKey } = startWorld()
    const refused = await errorOf(await withKey('POST', '/connect/sessions', { tags }))
    expect(refused).toEqual({ status: 400, code: 'invalid_body', messages: [message] })
  })

  test('are lower-cased by key and kept by value', async () => {
    const { connectNew, listConnections } = startWorld()
    await connectNew('demo-unauthenticated', { tags: { PLAN: 'Pro' } })
    expect(await listConnections('?tags[Plan]=Pro')).toMatchObject([{ tags: { plan: 'Pro' } }])
  })

  test('that are too many only in sum are a server error', async () => {
    const { withKey } = startWorld()
    const tags = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`k${index}`, 'v']))
    const response = await withKey('POST', '/connect/sessions', { tags, end_user: { id: 'u' } })
    expect(await errorOf(response)).toMatchObject({ status: 500, code: 'server_error' })
  })
})

describe('webhook addresses of inner networks are refused', () => {
  test.each([
    'http://localhost:3000/',
    'http://10.1.2.3/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest',
    'ftp://example.com/',
  ])('%s', async (url) => {
    const { withKey } = startWorld()
    const response = await withKey('POST', '/connect/sessions', { ...session, webhook_url_override: url })
    expect((await errorOf(response)).messages).toEqual(['This webhook URL is not allowed.'])
  })

  test.each(['', 'https://hooks.example.com/nango'])('but not %j', async (url) => {
    const { withKey } = startWorld()
    const response = await withKey('POST', '/connect/sessions', { ...session, webhook_url_override: url })
    expect(response.status).toBe(201)
  })
})

test.each(['https://api.nango.dev/x', 'https://nango.dev/x'])(
  'Nango refuses its own addresses: %s',
  async (url) => {
    const { withKey } = startWorld()
    const response = await withKey('POST', '/connect/sessions', { ...session, webhook_url_override: url })
    const own = "Webhook URLs cannot point to Nango's domain (nango.dev)."
    expect((await errorOf(response)).messages).toEqual([own])
  },
)

describe('connections', () => {
  test.each(['?foo=1', '?limit=0', '?limit=2001', '?page=-1', '?tags[1a]=b'])('refuse %s', async (query) => {
    const { withKey } = startWorld()
    const refused = await errorOf(await withKey('GET', `/connections${query}`))
    expect(refused).toMatchObject({ status: 400, code: 'invalid_query_params' })
  })

  test('are paged from the newest and searched by id and end user, not by tag', async () => {
    const { connectNew, listConnections } = startWorld()
    const ids = []
    for (const name of ['Ada', 'Grace', 'Edsger']) {
      ids.unshift(await connectNew('demo-unauthenticated', { end_user: { id: name, display_name: name } }))
    }
    await connectNew('github', { tags: { who: 'grace' } })
    const found = async (query: string) => (await listConnections(query)).map((item) => item.connection_id)
    expect(await found('?integrationId=demo-unauthenticated,slack&limit=2&page=1')).toEqual(ids.slice(2))
    expect(await found('?search=gRaCe')).toEqual([ids[1]])
    expect(await found('?endUserId=Ada')).toEqual([ids[2]])
  })

  test('an empty override clears it; an unknown integration is named as such', async () => {
    const { connectNew, withKey } = startWorld()
    const url = 'https://hooks.example.test/'
    const id = await connectNew('demo-unauthenticated', session)
    const path = `/connections/${id}?provider_config_key=demo-unauthenticated`
    const override = async () =>
      Override.parse(await (await withKey('GET', path)).json()).webhook_url_override
    await withKey('PATCH', path, { webhook_url_override: url })
    expect(await override()).toBe(url)
    await withKey('PATCH', path, { webhook_url_override: '' })
    expect(await override()).toBeNull()
    const unknown = await withKey('GET', `/connections/${id}?provider_config_key=nope`)
    expect(await errorOf(unknown)).toMatchObject({ status: 400, code: 'unknown_provider_config' })
  })
})

describe('a token', () => {
  test('sees only its integrations; an empty list means all', async () => {
    const { openSession, call } = startWorld()
    const keysOf = async (allowed: string[]) => {
      const { token } = await openSession({ ...session, allowed_integrations: allowed })
      const response = await call('GET', '/integrations', { bearer: token })
      return Keys.parse(await response.json()).data.map((item) => item.unique_key)
    }
    expect(await keysOf(['slack', 'github'])).toEqual(['github', 'slack'])
    expect(await keysOf([])).toHaveLength(10)
  })

  test('opens neither connections nor links', async () => {
    const { openSession, call } = startWorld()
    const { token } = await openSession(session)
    expect((await call('GET', '/connections', { bearer: token })).status).toBe(401)
    expect((await call('POST', '/connect/sessions', { bearer: token, body: session })).status).toBe(401)
  })

  test('may not choose a connection id, a foreign mode or an unknown integration', async () => {
    const { openSession, call } = startWorld()
    const { token } = await openSession(session)
    const post = async (path: string) => errorOf(await call('POST', path, { body: {} }))
    const query = `connect_session_token=${token}`
    expect(await post(`/auth/unauthenticated/github?${query}`)).toMatchObject({ code: 'invalid_auth_mode' })
    expect(await post(`/auth/unauthenticated/nope?${query}`)).toMatchObject({ status: 404 })
    expect(await post(`/auth/unauthenticated/demo-unauthenticated?${query}&connection_id=x`)).toMatchObject({
      code: 'invalid_query_params',
    })
    expect(await post('/auth/unauthenticated/demo-unauthenticated')).toMatchObject({
      code: 'missing_public_key',
    })
  })

  test('of a reconnect link whose connection is gone fails', async () => {
    const { connectNew, openReconnect, withKey, call } = startWorld()
    const key = 'demo-unauthenticated'
    const id = await connectNew(key, session)
    const { token } = await openReconnect({ connection_id: id, integration_id: key })
    await withKey('DELETE', `/connections/${id}?provider_config_key=${key}`)
    const path = `/auth/unauthenticated/${key}?connect_session_token=${token}`
    expect(await errorOf(await call('POST', path, { body: {} }))).toMatchObject({
      code: 'invalid_connection',
    })
  })
})

test('the rate limit counts keys and tokens apart and begins anew after a minute', async () => {
  const { openSession, call, withKey, clock } = startWorld({ rateLimitPerMinute: 2 })
  const { token } = await openSession(session)
  const left = async () => (await withKey('GET', '/integrations')).headers.get('x-ratelimit-remaining')
  expect(await left()).toBe('0')
  expect((await withKey('GET', '/integrations')).status).toBe(429)
  expect(
    (await call('GET', '/connect/session', { bearer: token })).headers.get('x-ratelimit-remaining'),
  ).toBe('1')
  clock.nowMs += 60_000
  expect(await left()).toBe('1')
})

test('without a limit there are no headers', async () => {
  const { withKey } = startWorld({ rateLimitPerMinute: 0 })
  expect((await withKey('GET', '/integrations')).headers.has('x-ratelimit-limit')).toBe(false)
})

test('logos are drawn, or are tiles with letters, and nothing else is served', async () => {
  const { call } = startWorld()
  const logo = await call('GET', '/images/template-logos/github.svg')
  expect(logo.headers.get('content-type')).toContain('image/svg+xml')
  expect(await logo.text()).toContain('fill="#181717"')
  const tile = await call('GET', '/images/template-logos/private-api-bearer.svg')
  expect(await tile.text()).toContain('>Pk</text>')
  expect((await call('GET', '/images/template-logos/nope.svg')).status).toBe(404)
  const unknown = await call('GET', '/nope')
  expect(unknown.status).toBe(404)
  expect(await unknown.text()).toContain('<pre>Cannot GET /nope</pre>')
})

test('search takes % and _ as SQL does, and nothing else as a pattern', async () => {
  const { withKey, listConnections } = startWorld()
  for (const connection_id of ['a.b', 'axb']) {
    await withKey('POST', '/connections', {
      provider_config_key: 'private-api-bearer',
      connection_id,
      credentials: { type: 'API_KEY', apiKey: 'k' },
    })
  }
  const found = async (search: string) =>
    (await listConnections(`?search=${encodeURIComponent(search)}`)).map((one) => one.connection_id)
  expect(await found('a.b')).toEqual(['a.b'])
  expect(await found('a_b')).toEqual(['axb', 'a.b'])
  expect(await found('a%')).toEqual(['axb', 'a.b'])
})

test('what a real Nango can and the sandbox cannot is a 501', async () => {
  const { withKey } = startWorld()
  for (const path of ['/sync/status', '/records', '/proxy/x', '/auth/jwt/github', '/scripts/config']) {
    expect(await errorOf(await withKey('GET', path))).toMatchObject({ status: 501, code: 'not_implemented' })
  }
})

const bearerPath = (id: string) => `/connections/${id}?provider_config_key=private-api-bearer`

test('a key that reads secrets gets those of the API, never those of the page', async () => {
  const { connectNew, openSession, call, withKey, listConnections } = startWorld({ scopes: fullAccess })
  const secrets = async (id: string) =>
    z.object({ credentials: z.unknown() }).parse(await (await withKey('GET', bearerPath(id))).json())
      .credentials
  const byApi = await connectNew('private-api-bearer', session)
  expect(await secrets(byApi)).toEqual({ type: 'API_KEY', apiKey: 'anything' })
  const { token } = await openSession({ tags: { by: 'page' }, allowed_integrations: ['private-api-bearer'] })
  const form = { session_token: token, integration: 'private-api-bearer', apiKey: 'typed-by-a-person' }
  await call('POST', '/connect-ui/connect', { form })
  const [byPage] = await listConnections('?tags[by]=page')
  expect(JSON.stringify(await secrets(byPage?.connection_id ?? ''))).not.toContain('typed-by-a-person')
})

test('a broken OAuth connection is dead for a key that reads secrets, and comes back by a reconnect', async () => {
  const { sandbox, connectNew, openReconnect, connect, withKey } = startWorld({ scopes: fullAccess })
  const id = await connectNew('github', session)
  sandbox.breakConnection(id, 'auth')
  const read = () => withKey('GET', `/connections/${id}?provider_config_key=github`)
  expect(await errorOf(await read())).toMatchObject({ status: 400, code: 'invalid_credentials' })
  expect(await errorOf(await read())).toMatchObject({ status: 424, code: 'invalid_credentials' })
  await connect('github', (await openReconnect({ connection_id: id, integration_id: 'github' })).token)
  expect((await read()).status).toBe(200)
})
