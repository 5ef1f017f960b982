import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

import postgres from 'postgres'

import { type Database, type Db, openPglite, openPgliteIn, openPostgres, pgliteFolder } from '@/lib/db/open'

/** A fresh, migrated database: on the server of TEST_DATABASE_URL, else PGlite in memory. `close` when done. */
export const openTestDatabase = async (): Promise<Database> => {
  const url = await createTestDatabase()
  return url ? openPostgres(url) : openPgliteIn(await readDump())
}

/** The migrated database that `vitest-pglite.ts` made for this run: unpacking it takes a tenth of making one. */
const readDump = async () => {
  const file = process.env['TEST_DATABASE_DUMP']
  if (!file) return {}
  const { buffer } = await readFile(file)
  // PGlite asks a blob for its bytes and nothing else; a real one would copy them twice.
  return { loadDataDir: Object.assign(new Blob(), { arrayBuffer: async () => buffer }) }
}

/** Puts that database into a data directory, for tests that are not about the first start. */
export const fillDataDir = (dataDir: string) => {
  const file = process.env['TEST_DATABASE_DUMP']
  if (!file) return
  mkdirSync(pgliteFolder(dataDir), { recursive: true })
  execFileSync('tar', ['-xf', file, '-C', pgliteFolder(dataDir)])
}

/** The URL of a new, empty database on the server of TEST_DATABASE_URL; null without one. */
export const createTestDatabase = async (): Promise<string | null> => {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) return null
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

/** The database that a killed process left behind: a PostgreSQL URL, or a PGlite directory. */
export const openCrashDatabase = (where: string): Promise<Database> =>
  where.startsWith('postgres') ? openPostgres(where) : openPglite(where)

class RolledBack extends Error {}

/** Runs work in a transaction and undoes what it did; returns what it returned. */
export const rollBack = async <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> => {
  const done: { value: T }[] = []
  const undone = db.transaction(async (tx) => {
    done.push({ value: await work(tx) })
    throw new RolledBack()
  })
  await undone.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
  const [first] = done
  if (!first) throw new Error('nothing was done')
  return first.value
}
