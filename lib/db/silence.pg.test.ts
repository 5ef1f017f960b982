import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { type DatabaseGate, startDatabaseGate } from '@/e2e/database-gate'
import { countOf, recordEvidence } from '@/lib/testing/evidence'
import { createTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import { isDatabaseDown } from './explain'
import { type Database, openPostgres } from './open'

const rounds = countOf(1, 20)
/** Shorter than the desk's own, which `npm run evidence` waits for. */
const patience = { statementMs: 1_500, silentMs: 2_000, idleInTransactionMs: 3_000 }
let gate: DatabaseGate
let database: Database

beforeAll(async () => {
  useTestSettings()
  gate = await startDatabaseGate((await createTestDatabase()) ?? '')
  database = await openPostgres(gate.url, countOf(1, 2) === 1 ? { patience } : {})
  await database.db.execute(sql`create table things (id int primary key, seen int not null default 0)`)
  await database.db.execute(sql`insert into things values (1)`)
})
afterAll(async () => {
  await database.close()
  await gate.shut()
})

const ask = () => database.db.execute(sql`select pg_sleep(0.05)`)
const change = () =>
  database.db.transaction(async (tx) => {
    await tx.execute(sql`update things set seen = seen + 1 where id = 1`)
  })
/** Tries until everything answers at once; what failed says that the database is away. */
const untilAllAnswer = async (work: () => Promise<unknown>[]) => {
  for (;;) {
    const failed = (await Promise.allSettled(work())).filter((one) => one.status === 'rejected')
    for (const { reason } of failed) expect(isDatabaseDown(reason), String(reason)).toBe(true)
    if (failed.length === 0) return
  }
}

it.each([6, 10].slice(-countOf(1, 2)))(
  `%i connections that fall silent are replaced within 30 s, ${rounds} times`,
  async (many) => {
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(Array.from({ length: 10 }, ask))
      const before = performance.now()
      expect(gate.freeze(many)).toBe(many)
      await untilAllAnswer(() => [...Array.from({ length: 12 }, ask), change()])
      expect(performance.now() - before).toBeLessThan(30_000)
    }
    recordEvidence({
      attack: `${many} database connections fall silent`,
      tried: rounds,
      outcome: 'all answers within 30 s',
    })
  },
  rounds * 40_000,
)

it('one that falls silent in a transaction does not keep its locks', async () => {
  const cutOff = database.db.transaction(async (tx) => {
    await tx.execute(sql`update things set seen = 0 where id = 1`)
    gate.freeze(100)
    await tx.execute(sql`select 1`)
  })
  await expect(cutOff).rejects.toSatisfy(isDatabaseDown)
  await untilAllAnswer(() => [change()])
}, 60_000)

it('the first that is found silent takes the idle ones along: nobody waits a second time', async () => {
  await Promise.all(Array.from({ length: 10 }, ask))
  gate.freeze(100)
  await expect(ask()).rejects.toSatisfy(isDatabaseDown)
  for (let n = 0; n < 10; n += 1) await ask()
}, 60_000)

it('what was cut off in a transaction is never done in another', async () => {
  await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      database.db
        .transaction(async (tx) => {
          await tx.execute(sql`insert into things values (${100 + n})`)
          if (n < 5) {
            await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => null)
            await tx.execute(sql`insert into things values (${200 + n})`).catch(() => null)
          }
        })
        .catch(() => null),
    ),
  )
  const [row] = await database.db
    .select({ ids: sql<string>`string_agg(id::text, ',' order by id)` })
    .from(sql`things`)
    .where(sql`id >= 100`)
  expect(row?.ids).toBe('105,106,107,108,109')
})
