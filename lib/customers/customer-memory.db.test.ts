import { randomUUID } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { readCustomerStatus } from '@/lib/connections/list'
import type { CustomerStatus } from '@/lib/connections/view'
import { createLink } from '@/lib/links/create'
import { revokeLink } from '@/lib/links/revoke'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { linkInput } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import type { Customer } from './schema'
import { suggestCustomers } from './suggest'

const { desk, agent, colleague, viewer } = useTestDesk({
  agent: 'agent',
  colleague: ['agent', 'colleague'],
  viewer: 'viewer',
})

const apiKey = 'private-api-bearer'
const noBody = { email: null, displayName: null, organizationId: null, organizationName: null }
/** Nobody whom another test knows: the desk is shared by all of them. */
const someone = (): Customer => ({ ...noBody, id: `someone_${randomUUID()}` })

const make = async (customer: Customer, integrations: string[], ctx = agent) => {
  const made = await createLink(ctx, linkInput({ customer, integrations }))
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}
const statusOf = async ({ id }: Customer, integrations: string[], ctx = agent): Promise<CustomerStatus> => {
  const read = await readCustomerStatus(ctx, { id, integrations })
  if (!read.ok) throw new Error(read.failure.code)
  return read.value
}
const connections = { method: 'GET', path: '/connections' }
const questions = () => desk.faults.calls().filter(({ path }) => path === connections.path).length

describe('customers as somebody types', () => {
  it('are those whom links were made for, however it is written', async () => {
    const customer = { ...someone(), displayName: 'Ｇｒａｃｅ  Hopper' }
    await make(customer, ['github'])
    const known = { ...customer, integrations: ['github'] }
    expect(await suggestCustomers(agent, ' grace hop ')).toEqual({ ok: true, value: [known] })
    expect(await suggestCustomers(colleague, 'GR')).toEqual({ ok: true, value: [known] })
  })
  it('are none for one character, and at most six', async () => {
    const name = `Many ${randomUUID()}`
    for (let n = 0; n < 7; n += 1) await make({ ...someone(), organizationName: name }, ['github'])
    expect(await suggestCustomers(agent, 'm')).toEqual({ ok: true, value: [] })
    const found = await suggestCustomers(agent, name)
    expect(found.ok && found.value.length).toBe(6)
  })
  it('begin with the one whose id it is, however many newer ones have it somewhere', async () => {
    const customer = { ...someone(), displayName: 'Ada Lovelace' }
    await make(customer, ['hubspot'])
    for (let n = 0; n < 6; n += 1) await make({ ...someone(), id: `${customer.id}_${n}` }, ['github'])
    const found = await suggestCustomers(agent, customer.id)
    expect(found).toMatchObject({
      ok: true,
      value: [{ ...customer, integrations: ['hubspot'] }, {}, {}, {}, {}, {}],
    })
    expect(found.ok && found.value.length).toBe(6)
  })
  it('are not for viewers', async () =>
    expect(await suggestCustomers(viewer, 'grace')).toEqual({ ok: false, failure: { code: 'not_allowed' } }))
})

describe('what a customer has already', () => {
  it('is a live link of anybody for one of the integrations', async () => {
    const customer = someone()
    const { link } = await make(customer, ['github', 'hubspot'], colleague)
    const { asOf, liveLinks } = await statusOf(customer, ['slack', 'hubspot'])
    expect(liveLinks).toEqual([
      {
        id: link.id,
        integrations: ['hubspot'],
        makerName: 'colleague',
        isMine: false,
        createdAt: link.createdAt,
        endsAt: link.endsAt,
      },
    ])
    expect(Date.parse(link.endsAt ?? '') - Date.parse(asOf)).toBeGreaterThan(1_700_000)
    expect(await statusOf(customer, ['github'], colleague)).toMatchObject({ liveLinks: [{ isMine: true }] })
  })
  it('is no link for other integrations, of other customers, or that has ended', async () => {
    const customer = someone()
    const { link } = await make(customer, ['github'])
    expect((await statusOf(customer, ['slack'])).liveLinks).toEqual([])
    expect((await statusOf({ ...customer, id: `${customer.id}0` }, ['github'])).liveLinks).toEqual([])
    await make(customer, ['hubspot'])
    await revokeLink(agent, link.id)
    expect((await statusOf(customer, ['github'])).liveLinks).toEqual([])
    desk.advance(1_800_001)
    expect((await statusOf(customer, ['hubspot'])).liveLinks).toEqual([])
  })
  it('is a connection at Nango, whatever link it came by', async () => {
    const customer = someone()
    const { url } = await make(customer, [apiKey])
    await connectByApiKey(url)
    await connectByApiKey(url)
    const { connections: found } = await statusOf(customer, ['github', apiKey])
    expect(found).toEqual([{ id: expect.any(String), integration: apiKey, connectedAt: expect.any(String) }])
    expect(Math.abs(Date.now() - Date.parse(found[0]?.connectedAt ?? ''))).toBeLessThan(60_000)
    expect((await statusOf(customer, ['github'])).connections).toEqual([])
    expect((await statusOf(someone(), [apiKey])).connections).toEqual([])
  })
  it('asks Nango the same at most once in 30 s', async () => {
    const customer = someone()
    await Promise.all(Array.from({ length: 5 }, () => statusOf(customer, ['github', apiKey])))
    await statusOf(customer, [apiKey, 'github'])
    expect(questions()).toBe(1)
    await statusOf(customer, ['github'])
    expect(questions()).toBe(2)
    desk.advance(30_000)
    await statusOf(customer, ['github'])
    expect(questions()).toBe(3)
  })
  it.each([
    { title: 'refuses', fault: { kind: 'status', status: 500, json: {} } },
    { title: 'is silent', fault: { kind: 'silent' } },
  ] as const)('is what the database knows while Nango $title', async ({ fault }) => {
    const customer = someone()
    const { link } = await make(customer, ['github'])
    desk.faults.setFault(connections, fault)
    const begun = performance.now()
    expect(await statusOf(customer, ['github'])).toMatchObject({
      liveLinks: [{ id: link.id }],
      connections: [],
    })
    expect(performance.now() - begun).toBeLessThan(4_000)
  })
  it('is not for viewers', async () =>
    expect(await readCustomerStatus(viewer, { id: 'user_42', integrations: ['github'] })).toEqual({
      ok: false,
      failure: { code: 'not_allowed' },
    }))
})
