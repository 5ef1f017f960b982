import { randomUUID } from 'node:crypto'

import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { Database } from '@/lib/db/open'
import { linkIntegrations, links, staff } from '@/lib/db/schema'
import { beginLink } from '@/lib/links/store/begin'
import type { LinkState } from '@/lib/links/words'
import { openTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import type { Customer } from './schema'
import { findCustomers } from './store'

let database: Database
const maker = { id: 'stf_1', name: 'A' }
const firstMs = Date.parse('2026-01-01T00:00:00Z')
let madeCount = 0

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  const person = { ...maker, identity: 'test:1', email: 'a@example.com', role: 'agent' }
  await database.db.insert(staff).values({ ...person, createdAt: new Date(firstMs) })
})
beforeEach(() => {
  madeCount = 0
})
afterEach(async () => {
  await database.db.delete(linkIntegrations)
  await database.db.delete(links)
})
afterAll(() => database.close())

const ada: Customer = {
  id: 'user_42',
  email: 'ada@acme.example',
  displayName: 'Ada Lovelace',
  organizationId: 'org_7',
  organizationName: 'Analytical Engines',
}
const stranger: Customer = {
  id: 'zz',
  email: null,
  displayName: null,
  organizationId: null,
  organizationName: null,
}

/** Makes a link one minute after the one before. */
const make = async (
  changes: Partial<Customer>,
  state: LinkState = 'connected',
  integrations = ['github'],
) => {
  madeCount += 1
  const { link } = await beginLink(database.db, {
    maker,
    intentKey: randomUUID(),
    inputHash: 'x',
    customer: { ...stranger, ...changes },
    ownTags: [],
    language: null,
    configDefaults: {},
    hosts: [],
    integrations: integrations.map((key) => ({ key, provider: key, displayName: key })),
    createdAt: new Date(firstMs + madeCount * 60_000),
    worksFor: '30m',
    check: 'none',
    renewsId: null,
    reconnects: null,
  })
  await database.db.update(links).set({ state }).where(eq(links.id, link.id))
  return link.id
}

const known = (customer: Customer, integrations = ['github']) => ({ ...customer, integrations })

const find = (term: string, { isWide = true, limit = 6 } = {}) =>
  findCustomers(database.db, { term, isWide, limit })
const idsOf = async (term: string, options?: { isWide?: boolean; limit?: number }) =>
  (await find(term, options)).map(({ id }) => id)

/** Links of one customer, newer than all that `make` makes. */
const makeNewer = (count: number, customerId: string) =>
  database.db.execute(sql`
    insert into links (id, maker_id, intent_key, input_hash, state, customer_id, own_tags, config_defaults,
      created_at, search_text)
    select id, 'stf_1', id, 'x', 'expired', ${customerId}::text, '[]', '{}', now(), lower(id) || ' ' || ${customerId}::text
    from (select 'lnk_0Z' || lpad(n::text, 24, '0') id from generate_series(1, ${count}::int) n) numbered`)

describe('who is found', () => {
  it.each(['user_4', 'r_42', 'ada@ac', 'acme.example', 'ada love', 'lace', 'org_7', 'analyt', 'ad'])(
    'a customer with "%s" in id, e-mail, name or organization, as stored',
    async (term) => {
      await make(ada)
      await make(stranger)
      expect(await find(term)).toEqual([known(ada)])
    },
  )
  it('a customer with every word, wherever each stands', async () => {
    await make(ada)
    expect(await idsOf('engines 42')).toEqual(['user_42'])
    expect(await idsOf('engines 43')).toEqual([])
  })
  it('nobody for what only a link’s id holds', async () => {
    const id = (await make(ada)).toLowerCase()
    for (const term of [id, id.slice(0, 5), id.slice(6, 12), id.slice(-4)])
      expect(await find(term)).toEqual([])
  })
  it.each(['%', 'user%42', 'use__42', '\\', 'user\\_42'])('nobody by "%s" as a pattern', async (term) => {
    await make(ada)
    expect(await find(term)).toEqual([])
  })
  it('a customer by those characters themselves', async () => {
    await make({ id: '100%_\\' })
    for (const term of ['%', '_', '\\', '100%_\\']) expect(await idsOf(term)).toEqual(['100%_\\'])
  })
  it.each(['failed', 'creating'] as const)('nobody whose only link is %s', async (state) => {
    await make(ada, state)
    expect(await find('user_42')).toEqual([])
  })
})

describe('how they are told', () => {
  it('once each, as the newest link knows them, also when an older one matches', async () => {
    await make({ ...ada, email: 'ada@old.example' })
    await make(ada)
    await make({ ...ada, email: 'typo@acme.example' }, 'failed')
    expect(await find('user_42')).toEqual([known(ada)])
    expect(await find('ada@old.example')).toEqual([known(ada)])
  })
  it('with the integrations of the newest link, in its order', async () => {
    await make(ada, 'connected', ['github', 'slack'])
    await make(ada, 'expired', ['slack', 'hubspot', 'asana'])
    await make(ada, 'failed', ['jira'])
    expect(await find('user_42')).toEqual([known(ada, ['slack', 'hubspot', 'asana'])])
  })
  it('newest first, and no more than asked for', async () => {
    for (const n of [1, 2, 3, 4, 1]) await make({ ...ada, id: `user_${n}` })
    expect(await idsOf('user_')).toEqual(['user_1', 'user_4', 'user_3', 'user_2'])
    expect(await idsOf('user_', { limit: 2 })).toEqual(['user_1', 'user_4'])
  })
})

describe('behind thousands of newer links', () => {
  it('a rare customer is found by a wide search, and not by a short one', async () => {
    await make(ada)
    await makeNewer(5_100, 'other_42')
    expect(await idsOf('lovelace')).toEqual(['user_42'])
    expect(await idsOf('42', { isWide: false })).toEqual(['other_42'])
  })
})
