import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { openTestDatabase } from '@/lib/testing/test-database'

import type { Database } from './open'
import { type Places, prepared } from './prepared'
import { lastSettings, nangoStates, rateCounts } from './schema-tools'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const insertCount = prepared(
  'test: insert a count',
  (db, { subject, count, endsAt }: Places<{ subject: string; count: number; endsAt: Date }>) =>
    db.insert(rateCounts).values({ subject, count, endsAt }).returning(),
)

const insertSetting = prepared(
  'test: insert a setting',
  (db, { name, value }: Places<{ name: string; value: string }>) =>
    db.insert(lastSettings).values({ name, value }).returning(),
)

const findState = prepared('test: find a state', (db, { host }: Places<{ host: string }>) =>
  db
    .select()
    .from(nangoStates)
    .where(sql`${nangoStates.host} = ${host}`),
)

describe('prepared', () => {
  it('gives what the same query gives without a name, time after time', async () => {
    const { db } = database
    for (const count of [1, 2, 3, 4, 5, 6, 7]) {
      const row = { subject: `test ${count} “ä”; --'`, count, endsAt: new Date(1_800_000_000_000 + count) }
      expect(await insertCount(db, row)).toEqual([row])
      expect(
        await db
          .select()
          .from(rateCounts)
          .where(sql`subject = ${row.subject}`),
      ).toEqual([row])
    }
    await db.insert(nangoStates).values({ host: 'https://test.example.com' })
    const [unnamed] = await db
      .select()
      .from(nangoStates)
      .where(sql`host = 'https://test.example.com'`)
    expect(await findState(db, { host: 'https://test.example.com' })).toEqual([unnamed])
    expect(await findState(db, { host: 'nobody' })).toEqual([])
  })

  it('goes on after an error of its own', async () => {
    const { db } = database
    const row = { name: 'test twice', value: '1' }
    await insertSetting(db, row)
    for (let again = 0; again < 3; again += 1)
      await expect(insertSetting(db, row)).rejects.toMatchObject({ cause: { code: '23505' } })
    expect(await insertSetting(db, { ...row, name: 'test once' })).toEqual([{ ...row, name: 'test once' }])
  })

  it('belongs to the transaction that runs it, and to no other that is open', async () => {
    const { db } = database
    let outside: Promise<unknown> | undefined
    const undone = db.transaction(async (tx) => {
      await insertSetting(tx, { name: 'test inside', value: '1' })
      outside = insertSetting(db, { name: 'test outside', value: '1' })
      await tx.execute(sql`select 1`)
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    await outside
    const names = (await db.select().from(lastSettings)).map(({ name }) => name)
    expect(names).toContain('test outside')
    expect(names).not.toContain('test inside')
  })
})
