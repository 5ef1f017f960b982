import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { openTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import { checkDatabase } from './check-database'
import { type Database, processDatabase } from './open'

let database: Database

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  processDatabase.set(Promise.resolve(database))
})
afterAll(() => database.close())

const newest = sql`drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`

it('is ready when every migration known here was applied, also beside a newer release', async () => {
  expect(await checkDatabase()).toBe('ready')
  await database.db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9e15)`,
  )
  expect(await checkDatabase()).toBe('ready')
})

it('is not ready when a migration is missing', async () => {
  await database.db.execute(sql`delete from ${newest}`)
  await database.db.execute(sql`delete from ${newest}`)
  expect(await checkDatabase()).toBe('migrations')
})

it('is known to be down within 2 s when it hangs', async () => {
  processDatabase.set(new Promise(() => {}))
  const startedAt = performance.now()
  expect(await checkDatabase()).toBe('database')
  expect(performance.now() - startedAt).toBeLessThan(2_500)
})

it('is down when it says an error', async () => {
  processDatabase.set(Promise.reject(new Error('away')))
  expect(await checkDatabase()).toBe('database')
})
