import { count, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { type PgBouncer, startPgBouncer } from '@/lib/testing/pgbouncer'
import { createTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import { acquireLease } from './leases'
import { countMissing } from './migrate'
import { migratePostgres, openPostgres } from './open'
import { targetOf, openPool } from './postgres'
import { leases } from './schema-tools'

let pooler: PgBouncer

const newUrl = async () => (await createTestDatabase()) ?? ''

beforeAll(async () => {
  useTestSettings()
  pooler = await startPgBouncer(await newUrl())
})
afterAll(() => pooler.stop())

it('lives behind PgBouncer in transaction mode, where sessions are shared', async () => {
  const { db, close } = await openPostgres(pooler.urlOf(await newUrl()))
  const held = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`select pg_sleep(0.01)`)
        return acquireLease(tx, `lease ${n % 4}`, `holder ${n}`, 60_000)
      }),
    ),
  )
  expect(held.filter(Boolean)).toHaveLength(4)
  const named = () =>
    db
      .select({ many: count() })
      .from(leases)
      .where(eq(leases.name, sql.placeholder('name')))
      .prepare('named')
      .execute({ name: 'lease 1' })
  const answers = await Promise.all(Array.from({ length: 40 }, named))
  expect(new Set(answers.map(([row]) => row?.many))).toEqual(new Set([1]))
  await close()
})

it('two that start together through it migrate once', async () => {
  const url = pooler.urlOf(await newUrl())
  const both = await Promise.all([migratePostgres(url), migratePostgres(url)])
  expect(both.toSorted((a, b) => a - b)).toEqual([0, expect.any(Number)])
})

it('is reached also where another host is away', async () => {
  const { host } = new URL(pooler.urlOf(await newUrl()))
  const url = pooler.urlOf(await newUrl()).replace(host, `${host},127.0.0.1:1`)
  await (await openPostgres(url)).close()
})

it('takes DATABASE_DIRECT_URL for migrations, and DATABASE_POOL_MAX', async () => {
  const direct = await newUrl()
  const { db, close } = await openPostgres(pooler.urlOf(direct), { directUrl: direct, most: 2 })
  expect(await countMissing(db)).toBe(0)
  await Promise.all(Array.from({ length: 8 }, () => db.execute(sql`select pg_sleep(0.02)`)))
  await close()
})

it.each(['?schema=public&pgbouncer=true&connection_limit=5', '?pgbouncer=true&sslmode=disable'])(
  'understands %s',
  async (query) => {
    const url = `${pooler.urlOf(await newUrl())}${query}`
    const { pool, isPooled, close } = await openPool(targetOf(url), {
      max: 2,
      statementMs: 5_000,
      silentMs: 6_000,
    })
    expect(isPooled).toBe(true)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await close()
  },
)

it.each([
  ['single', /statement pooling mode.*\n.*pool_mode = transaction/],
  ['gone', /database "gone" does not exist.*\n.*let the pooler know that database/],
])('is refused in words where its database is %s', async (database, words) => {
  const url = new URL(pooler.urlOf(await newUrl()))
  url.pathname = `/${database}`
  await expect(openPostgres(url.href)).rejects.toThrow(words)
})
