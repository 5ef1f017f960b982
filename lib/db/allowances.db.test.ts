import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTestDatabase, openTestDatabase } from '@/lib/testing/test-database'

import { forgetAllowances, consumeAllowance } from './allowances'
import { type Database, openPostgres } from './open'
import { rateCounts } from './schema-tools'

let first: Database
/** Another process's connection; PGlite has one process only. */
let second: Database

beforeAll(async () => {
  const url = await createTestDatabase()
  first = url ? await openPostgres(url) : await openTestDatabase()
  second = url ? await openPostgres(url) : first
})
afterAll(async () => {
  await first.close()
  if (second !== first) await second.close()
})

const over = new Date(Date.now() - 1_000)

it('is shared by all processes, to the last one', async () => {
  const takes = await Promise.all(
    Array.from({ length: 60 }, (_, turn) =>
      consumeAllowance((turn % 2 === 0 ? first : second).db, 'key a', 40),
    ),
  )
  expect(takes.filter(({ isSpent }) => !isSpent)).toHaveLength(40)
  const left = takes.map(({ remaining }) => remaining).toSorted((a, b) => b - a)
  expect(left.slice(0, 41)).toEqual(Array.from({ length: 41 }, (_, index) => Math.max(0, 39 - index)))
  for (const { resetSeconds } of takes) {
    expect(resetSeconds).toBeGreaterThanOrEqual(1)
    expect(resetSeconds).toBeLessThanOrEqual(60)
  }
})

it('is each subject’s own, and whole again when its minute is over', async () => {
  expect(await consumeAllowance(first.db, 'key b', 1)).toMatchObject({
    limit: 1,
    remaining: 0,
    isSpent: false,
  })
  expect(await consumeAllowance(first.db, 'key b', 1)).toMatchObject({ remaining: 0, isSpent: true })
  await first.db.update(rateCounts).set({ endsAt: over })
  expect(await consumeAllowance(second.db, 'key b', 1)).toMatchObject({ isSpent: false })
})

it('is forgotten when its minute is over, and not before', async () => {
  await consumeAllowance(first.db, 'key c', 1)
  await forgetAllowances(first.db)
  expect(await consumeAllowance(first.db, 'key c', 1)).toMatchObject({ isSpent: true })
  await first.db.update(rateCounts).set({ endsAt: over })
  await forgetAllowances(first.db)
  expect(await first.db.$count(rateCounts)).toBe(0)
})
