import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { toFailureView } from '@/lib/core/failure'
import type { StaffCtx } from '@/lib/ctx'
import { events, links } from '@/lib/db/schema'
import { integrationHosts } from '@/lib/db/schema-tools'
import { createLink } from '@/lib/links/create'
import { renewLink } from '@/lib/links/renew'
import { codeOf, linkInput, valueOf } from '@/lib/testing/test-desk'
import { aBody, openTestTool, problemOf, type TestTool } from '@/lib/testing/test-tool'

import { changeHostList } from './change-hosts'
import type { ConfigDefaults } from './schema/config'
import { HostListInput } from './schema/hosts'

const shop = {
  auth_mode: 'API_KEY',
  proxy: { base_url: 'https://${connectionConfig.domain}/api' },
  connection_config: {
    domain: { type: 'string', format: 'hostname', example: 'acme.shop.example' },
    region: { type: 'string', enum: ['eu', 'us'] },
    team: { type: 'string', pattern: '^[a-z]{2,8}$', example: 'blue' },
    issued: { type: 'string', automated: true },
    // In no address of the provider: code of Nango's may read them all the same.
    login: { type: 'string', format: 'hostname' },
    tenant: { type: 'string', prefix: 'https://', suffix: '.login.example' },
  },
}
const key = 'shop'

let tool: TestTool
let agent: StaffCtx
let admin: StaffCtx

beforeAll(async () => {
  tool = await openTestTool({ moreProviders: { [key]: shop } })
})
beforeEach(async () => {
  await tool.reset()
  await tool.admin.db.delete(integrationHosts)
  agent = await tool.desk.ctxFor('agent')
  admin = await tool.desk.ctxFor('admin')
})
afterAll(() => tool.close())

const inputOf = (values: Record<string, string>, confirmedHosts: string[] = []) => {
  const config = Object.entries(values).map(([name, value]) => ({ key: name, value }))
  return linkInput({
    integrations: [key],
    advanced: { [key]: { config, scopes: '', params: [] } },
    confirmedHosts,
  })
}
const change = (entry: string, isListed = true) =>
  changeHostList(admin, HostListInput.parse({ integration: key, entry, isListed }))
const good = { domain: 'acme.shop.example' }
const errorsOf = (result: Awaited<ReturnType<typeof createLink>>) =>
  result.ok ? {} : (result.failure.fieldErrors ?? {})

const bodyWith = (value: string) => ({
  ...aBody,
  allowedIntegrations: [key],
  integrationsConfigDefaults: { [key]: { connection_config: { domain: value } } },
})

const renew = (who: StaffCtx, id: string) => renewLink(who, id, randomUUID())
const store = (id: string, configDefaults: ConfigDefaults) =>
  agent.db.update(links).set({ configDefaults }).where(eq(links.id, id))

describe('a value that reaches a host', () => {
  it('is for admins alone while no list says where it may lead, and for them after a look at the host', async () => {
    const before = await tool.countLinks()
    expect(errorsOf(await createLink(agent, inputOf(good, ['acme.shop.example'])))).toEqual({
      'config.shop.domain': expect.stringMatching(/acme\.shop\.example.*No hosts are listed.*Settings/),
    })
    const asked = await createLink(admin, inputOf(good))
    expect(asked).toMatchObject({ failure: { code: 'hosts_unconfirmed', detail: 'acme.shop.example' } })
    expect(errorsOf(asked)).toEqual({ confirmedHosts: 'acme.shop.example' })
    expect(codeOf(await createLink(admin, inputOf(good, ['other.example'])))).toBe('hosts_unconfirmed')
    expect(await tool.countLinks()).toBe(before)
    const confirmed = inputOf(good, ['acme.shop.example'])
    const { link } = valueOf(await createLink(admin, confirmed))
    expect(link.hosts).toEqual(['acme.shop.example'])
    const [made] = await admin.db.select().from(events).where(eq(events.linkId, link.id))
    expect(made).toMatchObject({ kind: 'link.created', facts: { hosts: 'acme.shop.example' } })
  })

  it('is chosen from the list by everybody, where there is one; the same request again is the same link', async () => {
    valueOf(await change('acme.shop.example'))
    valueOf(await change('.eu.shop.example'))
    const shopInput = inputOf({ domain: 'acme.shop.example' })
    const { link } = valueOf(await createLink(agent, shopInput))
    valueOf(await createLink(agent, inputOf({ domain: 'b.eu.shop.example' })))
    for (const who of [agent, admin])
      expect(errorsOf(await createLink(who, inputOf({ domain: 'evil.example' }, ['evil.example'])))).toEqual({
        'config.shop.domain': expect.stringContaining('not on the integration’s list'),
      })
    valueOf(await change('acme.shop.example', false))
    expect(valueOf(await createLink(agent, shopInput)).link.id).toBe(link.id)
    expect(codeOf(await createLink(agent, inputOf(good)))).toBe('invalid_input')
  })

  it('is chosen from the list by tools, which are told the field', async () => {
    const problem = await problemOf(tool.post(bodyWith('acme.shop.example')))
    expect(problem).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(Object.keys(problem.errors ?? {})).toEqual([
      'integrationsConfigDefaults.shop.connection_config.domain',
    ])
    valueOf(await change('acme.shop.example'))
    expect((await tool.post(bodyWith('acme.shop.example'))).status).toBe(200)
  })

  it('has no second name: with a prefix that Nango drops, in other letters, or padded', async () => {
    valueOf(await change('acme.shop.example'))
    for (const name of [
      'connectionConfig.domain',
      'doconnectionConfig.main',
      'do main',
      '__proto__',
      'domain\u200b',
    ])
      expect(
        (
          await tool.post({
            ...aBody,
            allowedIntegrations: [key],
            integrationsConfigDefaults: { [key]: { connection_config: { [name]: 'evil.example' } } },
          })
        ).status,
        name,
      ).toBe(400)
    for (const value of [
      'acme.shop.example\u3002evil.example',
      'acme.shop.example evil',
      'ａcme.shop.example',
    ])
      expect(codeOf(await createLink(agent, inputOf({ domain: value })))).toBe('invalid_input')
    // Undeclared names in other letters are none that Nango fills in; agents may not set them all the same.
    expect(codeOf(await createLink(agent, inputOf({ Domain: 'evil.example' })))).toBe('invalid_input')
  })
})

it('reaches a host by what the provider says of the field, too', async () => {
  valueOf(await change('.login.example'))
  for (const values of [{ login: 'evil.example' }, { tenant: 'evil.example/' }, { tenant: 'evil.example#' }])
    expect(codeOf(await createLink(agent, inputOf(values)))).toBe('invalid_input')
  const { link } = valueOf(await createLink(agent, inputOf({ login: 'a.login.example', tenant: 'b' })))
  expect(link.hosts).toEqual(['a.login.example', 'b.login.example'])
})

describe('any other value', () => {
  it('fits the pattern and the choices of the provider, whoever sets it', async () => {
    for (const who of [agent, admin]) {
      expect(errorsOf(await createLink(who, inputOf({ team: 'B/x', region: 'moon' })))).toEqual({
        'config.shop.team': 'This does not look right. Write it like blue.',
        'config.shop.region': 'One of: eu, us.',
      })
      valueOf(await createLink(who, inputOf({ team: 'blue', region: 'eu' })))
    }
  })

  it('is for admins where the provider asks nobody for it', async () => {
    for (const name of ['unheard_of', 'issued']) {
      expect(errorsOf(await createLink(agent, inputOf({ [name]: 'x' })))).toEqual({
        [`config.shop.${name}`]: expect.stringContaining('Only an admin'),
      })
      valueOf(await createLink(admin, inputOf({ [name]: 'x' })))
    }
  })

  it('waits for Nango to say what it is: the true failure, and no link', async () => {
    const before = await tool.countLinks()
    tool.desk.faults.setFault({ method: 'GET', path: `/providers/${key}` }, { kind: 'status', status: 500 })
    for (const who of [agent, admin])
      expect(codeOf(await createLink(who, inputOf({ team: 'blue' })))).toBe('nango_failed')
    tool.desk.faults.reset()
    expect(await tool.countLinks()).toBe(before)
    valueOf(await createLink(agent, inputOf({ team: 'blue' })))
  })

  it('is refused for an integration that Nango does not have: nobody knows where it leads', async () => {
    const unknown = linkInput({
      integrations: ['no-such'],
      advanced: { 'no-such': { config: [{ key: 'domain', value: 'evil.example' }], scopes: '', params: [] } },
      confirmedHosts: ['evil.example'],
    })
    expect(errorsOf(await createLink(admin, unknown))).toEqual({
      'config.no-such.domain': expect.stringContaining('no such integration'),
    })
  })
})

describe('renewing', () => {
  it('goes on while the list allows it, and is refused with the reason when it does not', async () => {
    valueOf(await change('acme.shop.example'))
    const { link } = valueOf(await createLink(agent, inputOf(good)))
    const { link: twin } = valueOf(await renew(agent, link.id))
    expect(twin.hosts).toEqual(['acme.shop.example'])
    valueOf(await change('acme.shop.example', false))
    const before = await tool.countLinks()
    const refused = await renew(agent, twin.id)
    expect(refused).toMatchObject({ failure: { code: 'config_refused' } })
    if (!refused.ok)
      expect(toFailureView(refused.failure, 'create').message).toMatch(
        /acme\.shop\.example.*an admin can list them on Settings.*No link was created/,
      )
    expect(await tool.countLinks()).toBe(before)
    // An admin may, as they might when making it.
    valueOf(await renew(admin, twin.id))
  })

  it.each<ConfigDefaults[string]>([
    { authorization_params: { Redirect_URI: 'https://evil.example' } },
    { connection_config: { 'connectionConfig.domain': 'evil.example' } },
    { connection_config: { oauth_client_id_override: 'theirs' } },
  ])('refuses what an older link has and nobody may set: %j', async (defaults) => {
    const { link } = valueOf(await createLink(admin, inputOf({})))
    await store(link.id, { [key]: defaults })
    expect(codeOf(await renew(admin, link.id))).toBe('config_refused')
  })
})

describe('the list', () => {
  it('is for admins, and each change is in the audit log once', async () => {
    const input = HostListInput.parse({ integration: key, entry: 'Acme.Shop.Example', isListed: true })
    expect(codeOf(await changeHostList(agent, input))).toBe('not_allowed')
    const seen = async () =>
      (await admin.db.select().from(events).where(eq(events.kind, 'host.listed'))).length
    const before = await seen()
    valueOf(await changeHostList(admin, input))
    valueOf(await changeHostList(admin, input))
    expect(await seen()).toBe(before + 1)
    expect(await admin.db.select({ entry: integrationHosts.entry }).from(integrationHosts)).toEqual([
      { entry: 'acme.shop.example' },
    ])
  })

  it.each(['', 'acme', 'a b.example', '.com', 'x@y.example', '10.0.0.1', 'https://a.example?x'])(
    'takes no %j',
    (entry) =>
      expect(HostListInput.safeParse({ integration: key, entry, isListed: true }).success).toBe(false),
  )
})
