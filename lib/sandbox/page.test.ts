import { describe, expect, test } from 'vitest'

import { startWorld, type World } from './testing/sandbox-world'

const key = 'private-api-bearer'
const demo = 'demo-unauthenticated'

async function open(world: World, session: unknown) {
  const { token, connect_link } = await world.openSession(session)
  const link = new URL(connect_link)
  const page = await world.call('GET', `${link.pathname}${link.search}`)
  return { token, text: await page.text(), headers: page.headers }
}

async function press(world: World, integration: string, token: string, fields: Record<string, string> = {}) {
  const form = { session_token: token, integration, lang: 'en', ...fields }
  const response = await world.call('POST', '/connect-ui/connect', { form })
  const location = response.headers.get('location') ?? ''
  return { status: response.status, location, text: await response.text() }
}

const headingOf = (text: string) => /<h1>(.*?)<\/h1>/.exec(text)?.[1]

describe('every screen', () => {
  test('is marked, has only scripts of its own files and leaves no trace', async () => {
    const { text, headers } = await open(startWorld(), { tags: {} })
    expect(text).toContain('>Sandbox</strong>')
    expect(text).not.toMatch(/https?:\/\//)
    expect(text.match(/<script[^>]*>/g)).toEqual([
      '<script src="/connect-ui/frame.js">',
      '<script src="/connect-ui/connect.js" defer>',
    ])
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(headers.get('content-security-policy')).toContain("base-uri 'none'")
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('may stand in a frame, but not those of the provider and of its way back', async () => {
    const { call, openSession, beginOAuth } = startWorld()
    const { token } = await openSession({ tags: {} })
    const state = await beginOAuth(token, 'github')
    const ancestors = async (path: string) => {
      const { headers } = await call('GET', path)
      return headers.get('content-security-policy')?.includes("frame-ancestors 'none'")
    }
    expect(await ancestors('/connect-ui/')).toBe(false)
    expect(await ancestors('/connect-ui/done')).toBe(false)
    expect(await ancestors(`/imitated-provider/github?state=${state}`)).toBe(true)
    expect(await ancestors(`/oauth/connect/github?connect_session_token=${token}`)).toBe(true)
    expect(await ancestors(`/oauth/callback?code=any&state=${state}`)).toBe(true)
  })

  test.each([
    ['light', ' class="light"'],
    ['dark', ' class="dark"'],
    ['system', ''],
    ['"><b>', ''],
  ])('theme=%s gives%s', async (theme, mark) => {
    const { call } = startWorld()
    const page = await call('GET', `/connect-ui/?theme=${encodeURIComponent(theme)}`)
    expect(await page.text()).toContain(`<html lang="en"${mark}>`)
  })

  test.each([
    ['fr-CA', '', 'fr', 'Que souhaitez-vous connecter ?'],
    ['', 'xx, de-CH;q=0.7, es;q=0.9', 'es', '¿Qué quiere conectar?'],
    ['xx', 'ja', 'ja', 'どのサービスを接続しますか？'],
    ['de', 'ja', 'de', 'Was möchten Sie verbinden?'],
    ['', '', 'en', 'What would you like to connect?'],
  ])('speaks: lang=%s, Accept-Language %s gives %s', async (lang, accepted, language, heading) => {
    const { openSession, call } = startWorld()
    const { token } = await openSession({ tags: {} })
    const headers = { 'accept-language': accepted }
    const page = await call('GET', `/connect-ui/?session_token=${token}&lang=${lang}`, { headers })
    const text = await page.text()
    expect(text).toContain(`<html lang="${language}">`)
    expect(headingOf(text)).toBe(heading)
  })
})

describe('the way in', () => {
  test('several integrations give a picker, one gives its form', async () => {
    const world = startWorld()
    const picker = await open(world, { tags: {}, allowed_integrations: ['slack', 'github'] })
    expect([...picker.text.matchAll(/name="integration" value="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'github',
      'slack',
    ])
    const form = { session_token: picker.token, integration: 'slack' }
    const picked = await world.call('POST', '/connect-ui/', { form })
    expect(headingOf(await picked.text())).toBe('Connect Slack')
    const single = await open(world, { tags: {}, allowed_integrations: ['github'] })
    expect(headingOf(single.text)).toBe('Connect GitHub')
  })

  test('no token, a foreign one, a deleted one and an expired one', async () => {
    const { openSession, call, clock } = startWorld()
    const heading = async (query: string) =>
      headingOf(await (await call('GET', `/connect-ui/${query}`)).text())
    expect(await heading('')).toBe('This page can&#39;t be opened directly.')
    expect(await heading('?session_token=<script>')).toBe(
      'Your session has expired, please refresh the modal',
    )
    const deleted = await openSession({ tags: {} })
    await call('DELETE', '/connect/session', { bearer: deleted.token })
    expect(await heading(`?session_token=${deleted.token}`)).toBe(
      'Your session has expired, please refresh the modal',
    )
    const expired = await openSession({ tags: {} })
    clock.nowMs = Date.parse(expired.expires_at)
    expect(await heading(`?session_token=${expired.token}`)).toBe(
      'Your session has expired, please refresh the modal',
    )
  })
})

describe('a form', () => {
  test('refuses an empty and an invalid key, then takes another', async () => {
    const world = startWorld()
    const { token } = await world.openSession({ tags: { a: 'b' }, allowed_integrations: [key] })
    expect((await press(world, key, token)).text).toContain('Fill in “API key”.')
    expect((await press(world, key, token, { apiKey: 'invalid' })).text).toContain('role="alert"')
    expect(await world.listConnections()).toEqual([])
    const done = await press(world, key, token, { apiKey: 'my-own-key' })
    expect(done).toMatchObject({ status: 303, location: `/connect-ui/done?integration=${key}&lang=en` })
    const success = await (await world.call('GET', done.location)).text()
    expect(headingOf(success)).toBe('Success!')
    expect(success).toContain('You can now close this tab.')
    expect(await world.listConnections()).toMatchObject([{ provider_config_key: key, tags: { a: 'b' } }])
    const stored = await (await world.withKey('GET', '/connections')).text()
    expect(stored).not.toContain('my-own-key')
  })

  test('keeps the name and never the password', async () => {
    const world = startWorld()
    const { token } = await world.openSession({ tags: {}, allowed_integrations: ['private-api-basic'] })
    const fields = { username: 'ada', password: 'invalid' }
    const { text } = await press(world, 'private-api-basic', token, fields)
    expect(text).toContain('value="ada"')
    expect(text).not.toContain('value="invalid"')
  })

  test('asks for what the link does not answer', async () => {
    const world = startWorld()
    const asked = await open(world, { tags: {}, allowed_integrations: ['salesforce'] })
    expect(asked.text).toContain('>Instance subdomain</label>')
    expect(asked.text).toMatch(/name="config.subdomain"[^>]*aria-required="true"[^>]*aria-invalid="false"/)
    const bad = await press(world, 'salesforce', asked.token, { 'config.subdomain': '"><script>x</script>' })
    expect(bad.text).toContain('does not look right')
    expect(bad.text).toContain('aria-invalid="true"')
    expect(bad.text).not.toContain('<script>x')
    const preset = { salesforce: { connection_config: { subdomain: 'acme' } } }
    const session = { tags: {}, allowed_integrations: ['salesforce'], integrations_config_defaults: preset }
    expect((await open(world, session)).text).not.toContain('Instance subdomain')
  })

  test('of a session deleted in the meantime, and of one that expired', async () => {
    const world = startWorld()
    const { token } = await world.openSession({ tags: {}, allowed_integrations: [demo] })
    await world.call('DELETE', '/connect/session', { bearer: token })
    expect(headingOf((await press(world, demo, token)).text)).toBe(
      'Your session has expired, please refresh the modal',
    )
    const late = await world.openSession({ tags: {}, allowed_integrations: [demo] })
    world.clock.nowMs = Date.parse(late.expires_at)
    expect(headingOf((await press(world, demo, late.token)).text)).toBe(
      'Your session has expired, please refresh the modal',
    )
    expect(await world.listConnections()).toEqual([])
  })

  test('for an integration that the link does not allow connects nothing', async () => {
    const world = startWorld()
    const { token } = await world.openSession({ tags: {}, allowed_integrations: ['github', 'slack'] })
    expect(headingOf((await press(world, demo, token)).text)).toBe('What would you like to connect?')
    expect(await world.listConnections()).toEqual([])
  })

  test('a token used twice makes two connections', async () => {
    const world = startWorld()
    const { token } = await world.openSession({ tags: { a: 'b' }, allowed_integrations: [demo] })
    await press(world, demo, token)
    await press(world, demo, token)
    const [newer, older] = await world.listConnections('?tags[a]=b')
    expect(newer?.connection_id).not.toBe(older?.connection_id)
    expect(older).toBeDefined()
  })

  test('nothing of a tag or an end user is shown as markup', async () => {
    const world = startWorld()
    const evil = '<script>alert(1)</script>'
    const { token, text } = await open(world, {
      end_user: { id: evil, display_name: evil },
      tags: { end_user_display_name: evil },
      allowed_integrations: [demo],
    })
    const done = await press(world, demo, token, { lang: evil })
    const forged = await world.call('GET', `/connect-ui/done?integration=${encodeURIComponent(evil)}`)
    expect(text + done.text + (await forged.text())).not.toContain('<script>')
  })
})
