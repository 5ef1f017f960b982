import { describe, expect, test } from 'vitest'

import { startWorld, type World } from './testing/sandbox-world'

async function begin(
  world: World,
  session: Record<string, unknown> = {},
  fields: Record<string, string> = {},
) {
  const opened = await world.openSession({ tags: { a: 'b' }, allowed_integrations: ['github'], ...session })
  const form = { session_token: opened.token, integration: 'github', lang: 'fr', ...fields }
  const response = await world.call('POST', '/connect-ui/connect', { form })
  const location = response.headers.get('location') ?? ''
  const state = new URL(location, 'http://sandbox').searchParams.get('state') ?? ''
  return { ...opened, location, state, status: response.status }
}

const allow = (world: World, state: string) => world.call('GET', `/oauth/callback?code=any&state=${state}`)

async function deny(world: World, state: string, reason = 'The user denied') {
  const query = new URLSearchParams({ error: 'access_denied', error_description: reason, state })
  const response = await world.call('GET', `/oauth/callback?${query}`)
  return { status: response.status, text: await response.text() }
}

describe('the imitated provider', () => {
  test('asks and says that it is imitated; allowing connects', async () => {
    const world = startWorld()
    const { location, state, status, token } = await begin(world, {}, { lang: 'en' })
    expect(status).toBe(303)
    expect(location).toMatch(/^\/imitated-provider\/github\?/)
    expect(location).not.toContain(token)
    const text = await (await world.call('GET', location)).text()
    expect(text).toContain('<h1>GitHub (imitated)</h1>')
    expect(text).toMatch(/>Allow<\/button>[\s\S]*>Deny\s*<\/button>/)
    expect(text).toContain('>Sandbox</strong>')
    const done = await allow(world, state)
    expect(done.headers.get('location')).toBe('/connect-ui/done?integration=github&lang=en')
    expect(await world.listConnections()).toMatchObject([{ provider_config_key: 'github', tags: { a: 'b' } }])
  })

  test('denied, the page leads back and the second try succeeds', async () => {
    const world = startWorld()
    const { state, token } = await begin(world)
    const { status, text } = await deny(world, state, '<script>alert(1)</script>')
    expect(status).toBe(400)
    expect(text).toContain('<h1>Échec de la connexion</h1>')
    expect(text).not.toContain('<script')
    const href = /<a class="button" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(await (await world.call('GET', href)).text()).toContain('<h1>Connecter GitHub</h1>')
    expect(await world.listConnections()).toEqual([])
    expect(href).toContain(token)
    await world.connect('github', token)
    expect(await world.listConnections()).toHaveLength(1)
  })

  test('a state is good for one answer', async () => {
    const world = startWorld()
    const { state } = await begin(world)
    await allow(world, state)
    expect((await allow(world, state)).status).toBe(400)
    expect((await allow(world, 'made-up')).status).toBe(400)
    expect(await world.listConnections()).toHaveLength(1)
  })

  test('an unknown provider page shows a failure', async () => {
    const { call } = startWorld()
    expect((await call('GET', '/imitated-provider/github?state=made-up')).status).toBe(400)
  })
})

describe('late answers', () => {
  test('begun in time, finished after expiry: connected', async () => {
    const world = startWorld()
    const { state, expires_at } = await begin(world)
    world.clock.nowMs = Date.parse(expires_at) + 60_000
    expect((await allow(world, state)).status).toBe(303)
    expect(await world.listConnections()).toHaveLength(1)
  })

  test('an hour later the state is gone', async () => {
    const world = startWorld()
    const { state } = await begin(world)
    world.clock.nowMs += 60 * 60 * 1000 + 1
    expect((await allow(world, state)).status).toBe(400)
  })

  test('begun in time, session deleted meanwhile: connected without tags', async () => {
    const world = startWorld()
    const { state, token } = await begin(world)
    await world.call('DELETE', '/connect/session', { bearer: token })
    expect((await allow(world, state)).status).toBe(303)
    expect(await world.listConnections()).toMatchObject([{ tags: {} }])
  })
})

const path = (id: string) => `/connections/${id}?provider_config_key=github`

const read = async (world: World, id: string): Promise<unknown> =>
  (await world.withKey('GET', path(id))).json()

const openFlow = async () => {
  const world = startWorld()
  const id = await world.connectNew('github', { tags: { a: 'old' }, allowed_integrations: ['github'] })
  const again = { connection_id: id, integration_id: 'github', tags: { a: 'new' } }
  const { token } = await world.openReconnect(again)
  return { world, id, token, state: await world.beginOAuth(token, 'github') }
}

describe('a reconnect on its way', () => {
  test('does not move updated_at, and brings its tags', async () => {
    const { world, id, state } = await openFlow()
    const { nowMs } = world.clock
    world.clock.nowMs += 60_000
    await allow(world, state)
    const updated_at = new Date(nowMs).toISOString().replace('Z', '+00:00')
    expect(await read(world, id)).toMatchObject({ tags: { a: 'new' }, updated_at })
  })

  test('keeps the old tags when its session was deleted', async () => {
    const { world, id, state, token } = await openFlow()
    await world.call('DELETE', '/connect/session', { bearer: token })
    expect((await allow(world, state)).status).toBe(303)
    expect(await read(world, id)).toMatchObject({ tags: { a: 'old' } })
  })

  test('makes the connection anew under its id when it was deleted', async () => {
    const { world, id, state, token } = await openFlow()
    await world.withKey('DELETE', path(id))
    expect((await allow(world, state)).status).toBe(303)
    expect(await read(world, id)).toMatchObject({ id: 2, tags: { a: 'new' } })
    await world.withKey('DELETE', path(id))
    const second = await world.call('GET', `/oauth/connect/github?connect_session_token=${token}`)
    expect(second.status).toBe(400)
  })
})

test('what the link presets wins over what the customer types', async () => {
  const world = startWorld()
  const preset = { salesforce: { connection_config: { subdomain: 'acme' } } }
  const session = { allowed_integrations: ['salesforce'], integrations_config_defaults: preset }
  const fields = { integration: 'salesforce', 'config.subdomain': 'evil' }
  const { state } = await begin(world, session, fields)
  await allow(world, state)
  const id = (await world.listConnections())[0]?.connection_id
  const response = await world.withKey('GET', `/connections/${id}?provider_config_key=salesforce`)
  expect(await response.json()).toMatchObject({ connection_config: { subdomain: 'acme' } })
})
