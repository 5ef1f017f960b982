import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

import postgres from 'postgres'

import { openPgliteIn, openPostgres, pgliteFolder, type Database } from '@/lib/db/open'

/** A fresh, migrated database: on the server of TEST_DATABASE_URL, else PGlite in memory. `close` when done. */
export const openTestDatabase = async (): Promise<Database> => {
  const url = await createTestDatabase()
  return url ? openPostgres(url) : openPgliteIn(await readDump())
}

/** The migrated database that `vitest-pglite.ts` made for this run: unpacking it takes a tenth of making one. */
const readDump = async () => {
  const file = process.env['TEST_DATABASE_DUMP']
  return file ? { loadDataDir: new Blob([new Uint8Array(await readFile(file))]) } : {}
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
