import { randomUUID } from 'node:crypto'

import { beforeAll, describe, expect, it } from 'vitest'

import { listIntegrations } from '@/lib/integrations/list'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { searchDesk } from './search'

const { desk, agent, viewer } = useTestDesk({ agent: 'agent', viewer: 'viewer' })

const apiKey = 'private-api-bearer'
/** Nobody whom another test knows: the desk is shared by all of them. */
const someone = () => {
  const mark = randomUUID().slice(0, 8)
  return { ...linkInput().customer, id: `user_${mark}`, displayName: `Grace ${mark}` }
}
const make = async (customer = someone(), integrations = ['github']) =>
  valueOf(await createLink(agent, linkInput({ customer, integrations })))
const find = async (search: string, ctx = agent) => valueOf(await searchDesk(ctx, search))
const nothing = { customers: [], links: [], connections: [] }

describe('the search of the palette', () => {
  beforeAll(async () => {
    valueOf(await listIntegrations(agent))
  })
  it('finds a customer, with the links of theirs, by what people call them', async () => {
    const customer = someone()
    const { link } = await make(customer, ['github', 'hubspot'])
    for (const typed of [customer.id, customer.displayName, ` ${customer.displayName.toUpperCase()} `])
      expect(await find(typed)).toEqual({
        customers: [customer],
        links: [
          {
            id: link.id,
            state: 'active',
            createdAt: link.createdAt,
            customer,
            integrations: ['GitHub', 'HubSpot'],
          },
        ],
        connections: [],
      })
  })
  it('finds a link by its id', async () => {
    const { link } = await make()
    expect((await find(link.id)).links.map(({ id }) => id)).toEqual([link.id])
  })
  it('finds what came of a link, each connection once', async () => {
    const customer = someone()
    const { link, url } = await make(customer, [apiKey])
    await connectByApiKey(url)
    valueOf(await readLink(agent, link.id))
    expect((await find(customer.id)).connections).toEqual([
      { id: expect.any(String), integration: { key: apiKey, displayName: 'Private API key' }, customer },
    ])
  })
  it('asks nothing of Nango', async () => {
    const { link } = await make()
    await find(link.id)
    const before = desk.faults.calls().length
    await find(link.customer.id)
    expect(desk.faults.calls().length).toBe(before)
  })
  it('names viewers no customer to make a link for', async () => {
    const customer = someone()
    await make(customer)
    expect(await find(customer.id, viewer)).toMatchObject({ customers: [], links: [{ customer }] })
  })
  it.each(['', ' ', 'x', '%', `x${'y'.repeat(220)}`, '\u200B'])('finds nothing for %j', async (typed) => {
    await make()
    expect(await find(typed)).toEqual(nothing)
  })
  it('finds at most five of each, the newest', async () => {
    const shared = `Fleet ${randomUUID().slice(0, 8)}`
    const ids: string[] = []
    for (let n = 0; n < 6; n += 1)
      ids.unshift((await make({ ...someone(), organizationName: shared })).link.customer.id)
    const { customers, links } = await find(shared)
    expect(customers.map(({ id }) => id)).toEqual(ids.slice(0, 5))
    expect(links.map(({ customer }) => customer.id)).toEqual(ids.slice(0, 5))
  })
})
