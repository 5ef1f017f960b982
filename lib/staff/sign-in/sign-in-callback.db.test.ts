import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { consumeAddressAllowance } from '@/lib/db/allowances'
import { type Database, processDatabase } from '@/lib/db/open'
import { events, staff } from '@/lib/db/schema'
import { rateCounts } from '@/lib/db/schema-tools'
import { openTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import { signInCallback } from './sign-in-callback'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
  processDatabase.set(Promise.resolve(database))
})
beforeEach(async () => {
  useTestSettings({ ADDRESS_RATE_LIMIT_PER_MINUTE: '2' })
  await database.db.delete(rateCounts)
})
afterAll(() => database.close())

const come = (sub: string, email: string, provider = 'oidc') => {
  const profile = { sub, email, email_verified: true }
  const account = { provider, providerAccountId: sub, type: 'oauth' } as const
  return signInCallback({ user: { id: sub }, account, profile })
}
const refusals = async () => {
  const rows = await database.db
    .select({ facts: events.facts })
    .from(events)
    .where(eq(events.kind, 'staff.refused'))
    .orderBy(desc(events.id))
  return rows.map(({ facts }) => facts)
}

it('lets two hundred people behind one address in within a minute', async () => {
  for (let person = 0; person < 200; person += 1)
    expect(await come(`p${person}`, `p${person}@example.com`)).toBe(true)
}, 60_000)

it('counts refusals by address: beyond the limit they are told so and leave no event, and nobody else is kept out', async () => {
  const before = (await refusals()).length
  const ways = []
  for (let turn = 0; turn < 4; turn += 1) ways.push(await come('eve', 'eve@elsewhere.example'))
  expect(ways).toEqual([
    expect.stringMatching(/^\/not-allowed/),
    expect.stringMatching(/^\/not-allowed/),
    '/signin?error=TooMany',
    '/signin?error=TooMany',
  ])
  expect(await refusals()).toHaveLength(before + 2)
  expect(await come('ada', 'ada@example.com')).toBe(true)
})

it('does not mind how many bad API keys came from there', async () => {
  for (let call = 0; call < 61; call += 1) await consumeAddressAllowance('bad key')
  expect((await consumeAddressAllowance('bad key')).isSpent).toBe(true)
  expect((await consumeAddressAllowance('sign-in begun')).isSpent).toBe(false)
  expect(await come('ada', 'ada@example.com')).toBe(true)
  expect(await come('eve', 'eve@elsewhere.example')).toMatch(/^\/not-allowed/)
})

it('refuses a disabled person by another identity of the same e-mail, which is an event', async () => {
  expect(await come('bea', 'bea@example.com')).toBe(true)
  await database.db.update(staff).set({ disabledAt: new Date() }).where(eq(staff.email, 'bea@example.com'))
  expect(await come('another', 'Bea@Example.com')).toMatch(/^\/not-allowed/)
  expect((await refusals())[0]).toEqual({ reason: 'disabled', email: 'bea@example.com', provider: 'oidc' })
  expect(await database.db.$count(staff, eq(staff.email, 'bea@example.com'))).toBe(1)
})
