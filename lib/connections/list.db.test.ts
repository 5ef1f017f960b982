import { describe, expect, it } from 'vitest'

import type { StaffCtx } from '@/lib/ctx'
import { events } from '@/lib/db/schema'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { readConnection } from '@/lib/nango/read-connection'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { noConnectionsFilter } from '@/lib/testing/no-filter'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { listConnectionsPage } from './list'
import { type ConnectionCursor, type ConnectionsFilter } from './schema'
import type { ConnectionView } from './view'

const seeded = 5_000

const { desk, agent, viewer } = useTestDesk(
  { agent: 'agent', viewer: 'viewer' },
  { exampleConnections: seeded },
)

const calls = () => desk.faults.calls().filter(({ path }) => path.startsWith('/connections')).length

/** A page, and what it cost, of a process that has asked nothing before unless `ctx` is given. */
const page = async (
  filter: Partial<ConnectionsFilter> = {},
  cursor: ConnectionCursor = null,
  ctx?: StaffCtx,
) => {
  const asking = ctx ?? (await desk.ctxFor('agent', 'newcomer'))
  const [callsBefore, from] = [calls(), performance.now()]
  const answer = await listConnectionsPage(asking, { ...noConnectionsFilter, ...filter }, cursor)
  if (!answer.ok) throw new Error(answer.failure.code)
  return { ...answer.value, cost: calls() - callsBefore, ms: Math.round(performance.now() - from) }
}
const customersOf = (connections: ConnectionView[]) => connections.map(({ customer }) => customer.id)

const make = async () => {
  const made = await createLink(agent, linkInput({ integrations: ['private-api-bearer'] }))
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

describe('among 5,000 connections', () => {
  it('shows the newest 50 with one call, and the next 50 with another', async () => {
    const first = await page()
    expect(customersOf(first.connections)).toEqual(
      Array.from({ length: 50 }, (_, index) => `customer_${seeded - index}`),
    )
    expect(first.connections[0]).toMatchObject({
      integration: { key: 'auth0-cc', provider: 'auth0-cc', displayName: 'Auth0 (client credentials)' },
      customer: {
        email: 'person5000@example.com',
        displayName: 'Example 5000',
        organizationId: 'org_2',
        organizationName: 'Organization 2',
      },
      health: 'healthy',
      madeBy: null,
    })
    const second = await page({}, first.next)
    expect(customersOf(second.connections)[0]).toBe('customer_4950')
    expect([first.cost, second.cost, first.lookedThrough]).toEqual([1, 1, null])
  })

  it('lets Nango pick an integration and a customer: one call', async () => {
    const github = await page({ integration: 'github' })
    expect(github.connections.every(({ integration }) => integration.key === 'github')).toBe(true)
    expect(github.connections).toHaveLength(50)
    const one = await page({ customer: 'customer_17' })
    expect(customersOf(one.connections)).toEqual(['customer_17'])
    expect(await page({ customer: 'customer_1' })).toMatchObject({ connections: [{}], next: null })
    expect([github.cost, one.cost]).toEqual([1, 1])
  })

  it('finds what is not well', async () => {
    const bad = await page({ health: 'auth_error' })
    expect(bad.connections).toHaveLength(50)
    expect(bad.connections.every(({ health }) => health === 'auth_error')).toBe(true)
    const any = await page({ health: 'unhealthy', integration: 'github' })
    expect(new Set(any.connections.map(({ health }) => health))).toEqual(
      new Set(['auth_error', 'sync_error']),
    )
    const well = await page({ health: 'healthy' })
    expect(well.connections.every(({ health }) => health === 'healthy')).toBe(true)
    expect([bad.cost, well.cost]).toEqual([1, 1])
  })

  it('searches every tag, e-mail, id and integration, all words, and little for those who type on', async () => {
    const ctx = await desk.ctxFor('agent', 'typist')
    const oldest = await page({ search: 'PERSON3@Example.com' }, null, ctx)
    expect(customersOf(oldest.connections)).toEqual(['customer_3'])
    const id = oldest.connections[0]?.id ?? ''
    const typedOn = [
      await page({ search: 'person3@' }, null, ctx),
      await page({ search: id.slice(0, 13) }, null, ctx),
      await page({ search: '=free hubspot person3@' }, null, ctx),
    ]
    expect(customersOf(typedOn[1]?.connections ?? [])).toEqual(['customer_3'])
    expect(customersOf(typedOn[2]?.connections ?? [])).toEqual(['customer_3'])
    expect((await page({ search: 'example nobody' }, null, ctx)).connections).toEqual([])
    expect(oldest.cost).toBeLessThanOrEqual(10)
    expect(typedOn.map(({ cost }) => cost)).toEqual([0, 0, 0])
    const [first, filtered] = [await page(), await page({ health: 'unhealthy' })]
    process.stdout.write(
      `5,000 connections: first page ${first.cost} call, ${first.ms} ms; by health ${filtered.cost} call, ` +
        `${filtered.ms} ms; search through all ${oldest.cost} calls, ${oldest.ms} ms, then none\n`,
    )
  })
})

describe('which link made it', () => {
  it('stands beside a connection, with its maker, for every role', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    await readLink(agent, link.id)
    const { connections } = await page({ customer: 'user_42' }, null, viewer)
    expect(connections[0]).toMatchObject({
      madeBy: { linkId: link.id, makerName: agent.actor.name },
      tags: { connect_link_id: link.id },
    })
  })

  it('stands beside one too many as well', async () => {
    const { link, url } = await make()
    await connectByApiKey(url)
    await connectByApiKey(url)
    await readLink(agent, link.id)
    const { connections } = await page({ search: link.id })
    expect(connections.map(({ madeBy }) => madeBy?.linkId)).toEqual([link.id, link.id])
  })
})

describe('a connection that breaks', () => {
  it('shows it after at most 15 s', async () => {
    const { connections } = await page({}, null, agent)
    const broken = connections.findLast(({ health }) => health === 'healthy')
    if (!broken) throw new Error('every connection is broken')
    desk.sandbox.breakConnection(broken.id, 'auth')
    desk.advance(15_001)
    const later = await page({}, null, agent)
    expect(later.connections.find(({ id }) => id === broken.id)?.health).toBe('auth_error')
  })
})

describe('when Nango cannot be asked', () => {
  it('says why', async () => {
    const ctx = await desk.ctxFor('agent', 'unlucky')
    desk.faults.setFault({ method: 'GET', path: '/connections' }, { kind: 'status', status: 500, json: {} })
    expect(await listConnectionsPage(ctx, { ...noConnectionsFilter, search: 'a' }, null)).toEqual({
      ok: false,
      failure: { code: 'nango_failed' },
    })
    desk.faults.reset()
    expect(await listConnectionsPage(ctx, { ...noConnectionsFilter, search: 'a' }, null)).toMatchObject({
      ok: true,
    })
  })

  it('keeps keys for names when only the integrations are not to be had', async () => {
    desk.faults.setFault({ method: 'GET', path: '/integrations' }, { kind: 'status', status: 500, json: {} })
    const { connections } = await page({ integration: 'github' })
    expect(connections[0]?.integration).toEqual({ key: 'github', provider: 'github', displayName: 'github' })
  })
})

describe('credentials', () => {
  const canary = 'canary-credential-8f1d'
  const credentials = { type: 'OAUTH2', access_token: canary, raw: { refresh_token: canary } }
  const withCredentials = (answer: unknown): unknown => {
    if (!isObject(answer)) return answer
    const list = answer['connections']
    return Array.isArray(list)
      ? { connections: list.map((one: unknown) => ({ ...(isObject(one) && one), credentials })) }
      : { ...answer, credentials }
  }

  it('that Nango tells are in no answer and no row', async () => {
    desk.faults.setFault(
      { method: 'GET', path: /^\/connections/ },
      { kind: 'rewrite', rewrite: withCredentials },
    )
    const { connections } = await page({ search: 'example' })
    const [first] = connections
    if (!first) throw new Error('there is no connection')
    const one = await readConnection(agent.nango, first.integration.key, first.id)
    expect(one).toMatchObject({ ok: true, value: { id: first.id } })
    expect(JSON.stringify([connections, one])).not.toContain(canary)
    expect(JSON.stringify(await agent.db.select().from(events))).not.toContain(canary)
  })
})
