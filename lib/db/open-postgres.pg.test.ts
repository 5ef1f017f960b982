import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeAll, expect, it, vi } from 'vitest'

import { startDatabaseGate } from '@/e2e/database-gate'
import { log } from '@/lib/log'
import { countOf } from '@/lib/testing/evidence'
import { createTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import { knownMigrations } from './migrate'
import { migratePostgres, openPostgres } from './open'

const root = join(import.meta.dirname, '../..')
const rounds = countOf(2, 20)

beforeAll(() => {
  useTestSettings()
})

/** A process that is up but has not opened the database yet; `open` lets it, and tells what it says. */
const stand = async (url: string) => {
  const script = ['--conditions=react-server', '--import', 'tsx', 'lib/testing/open-together.ts', url]
  const child = spawn(process.execPath, script, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)
  await once(lines, 'line')
  return {
    open: async () => {
      const said = once(lines, 'line')
      child.stdin.write('go\n')
      return String((await said)[0])
    },
  }
}

const readApplied = async (url: string) => {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  const rows = await client<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by id`
  await client.end()
  return rows.map(({ hash }) => hash)
}

it(
  `two processes that start together on an empty database both come up, ${rounds} times, and migrate it once`,
  async () => {
    const known = knownMigrations().map(({ hash }) => hash)
    for (let round = 0; round < rounds; round += 1) {
      const url = (await createTestDatabase()) ?? ''
      const pair = await Promise.all([stand(url), stand(url)])
      expect(await Promise.all(pair.map(({ open }) => open()))).toEqual(['up', 'up'])
      expect(await readApplied(url)).toEqual(known)
    }
  },
  rounds * 30_000,
)

it('says that it waits while another process migrates, and goes on after it', async () => {
  const url = (await createTestDatabase()) ?? ''
  const other = postgres(url, { max: 1, onnotice: () => {} })
  const info = vi.spyOn(log(), 'info').mockReturnValue()
  const migrated = await other.begin(async (tx) => {
    // What the migration of another process holds; the number is that of `migrate.ts`.
    await tx`select pg_advisory_xact_lock(7206251)`
    const own = migratePostgres(url)
    await expect
      .poll(() => info.mock.calls)
      .toEqual([
        [
          { waitedMs: expect.any(Number), mostMs: 600_000 },
          expect.stringMatching(/^waiting for another process/),
        ],
      ])
    return { own }
  })
  expect(await migrated.own).toBe(knownMigrations().length)
  info.mockRestore()
  await other.end()
})

it('closes without delay after a connection broke in the middle of a query', async () => {
  const gate = await startDatabaseGate((await createTestDatabase()) ?? '')
  const { db, close } = await openPostgres(gate.url)
  await db.execute(sql`select 1`)
  const cutOff = db.execute(sql`select pg_sleep(20)`).then(
    () => 'answered',
    () => 'cut off',
  )
  await gate.shut()
  expect(await cutOff).toBe('cut off')
  const startedAt = performance.now()
  await close()
  expect(performance.now() - startedAt).toBeLessThan(2_500)
})
