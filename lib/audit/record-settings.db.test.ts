import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Database } from '@/lib/db/open'
import { events } from '@/lib/db/schema'
import { lastSettings } from '@/lib/db/schema-tools'
import type { SettingValue } from '@/lib/settings/values'
import { openTestDatabase } from '@/lib/testing/test-database'

import { recordSettings } from './record'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const start = (level: string, key: string) => {
  const values: SettingValue[] = [
    { name: 'LOG_LEVEL', value: level, isSecret: false },
    { name: 'NANGO_API_KEY', value: key, isSecret: true },
  ]
  return recordSettings(database.db, values, new Date())
}
const told = async () => {
  const rows = await database.db
    .select({ facts: events.facts })
    .from(events)
    .where(eq(events.kind, 'setting.changed'))
    .orderBy(asc(events.id))
  return rows.map(({ facts }) => facts)
}

it('a change is told once, however many processes start with it, and back again', async () => {
  await Promise.all([start('info', 'k1'), start('info', 'k1')])
  await start('info', 'k1')
  expect(await told()).toEqual([])

  await Promise.all(Array.from({ length: 8 }, () => start('warn', 'k2')))
  const first = [{ name: 'LOG_LEVEL', from: 'info', to: 'warn' }, { name: 'NANGO_API_KEY' }]
  expect(await told()).toEqual(first)

  await start('', 'k2')
  await start('info', 'k2')
  expect(await told()).toEqual([
    ...first,
    { name: 'LOG_LEVEL', from: 'warn', to: null },
    { name: 'LOG_LEVEL', from: null, to: 'info' },
  ])
  const stored = await database.db.select().from(lastSettings).orderBy(asc(lastSettings.name))
  expect(stored).toEqual([
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'NANGO_API_KEY', value: 'k2' },
  ])
})
