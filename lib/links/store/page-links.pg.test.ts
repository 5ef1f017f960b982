import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Database } from '@/lib/db/open'
import { seedDatabase } from '@/lib/testing/seed-links'
import { openTestDatabase } from '@/lib/testing/test-database'

import { type LinkFilter, pageLinks } from './page'

// Enough rows that reading a whole table is never the cheapest way to fifty of them.
const rows = 20_000

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
  await seedDatabase(database.db, rows, new Date())
})
afterAll(() => database.close())

const none: LinkFilter = {
  status: null,
  integrationKey: null,
  makerId: null,
  isRenewed: null,
  customerId: null,
  from: null,
  to: null,
  term: null,
}

const ways: { index: string; filter: LinkFilter }[] = [
  { index: 'links_pkey', filter: none },
  { index: 'links_state', filter: { ...none, status: 'failed' } },
  { index: 'links_alarmed', filter: { ...none, status: 'alarm' } },
  { index: 'links_maker', filter: { ...none, makerId: 'stf_7' } },
  { index: 'links_customer', filter: { ...none, customerId: 'user_7919' } },
  { index: 'link_integrations_key', filter: { ...none, integrationKey: 'int-few' } },
  { index: 'links_search', filter: { ...none, term: 'person7919' } },
  { index: 'links_pkey', filter: { ...none, term: 'example.com' } },
]

/** How often each table was read as a whole, and each index was used, while a page was read. */
const scansOf = (filter: LinkFilter) =>
  database.db.transaction(async (tx) => {
    const before = await readScans(tx)
    await pageLinks(tx, filter, null, 50)
    const after = await readScans(tx)
    return (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
  })

const readScans = async (db: Database['db']) => {
  const scans = await db
    .select({ name: sql<string>`relname`, count: sql<number>`pg_stat_get_xact_numscans(oid)::int` })
    .from(sql`pg_class`)
    .where(sql`relname like 'link%'`)
  return new Map(scans.map(({ name, count }) => [name, count]))
}

it.each(ways)('reads a page by the index $index alone: $filter', async ({ index, filter }) => {
  const scans = await scansOf(filter)
  expect(scans(index)).toBeGreaterThan(0)
  expect({ links: scans('links'), integrations: scans('link_integrations') }).toEqual({
    links: 0,
    integrations: 0,
  })
})
