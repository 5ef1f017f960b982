import { expect, it } from 'vitest'

import { createTestDatabase } from '@/lib/testing/test-database'

import { openPool, targetOf } from './postgres'

it('a connection that refused to begin a transaction is replaced, though nobody gives it back', async () => {
  const { pool, close } = await openPool(targetOf((await createTestDatabase()) ?? ''), {
    max: 1,
    statementMs: 5_000,
    silentMs: 6_000,
  })
  for (const edge of ['begin nonsense', 'ROLLBACK to savepoint none']) {
    const lent = await pool.connect()
    await expect(lent.query(edge)).rejects.toThrow()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  }
  await close()
})
