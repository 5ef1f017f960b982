import 'server-only'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

import { errorCode } from '@/lib/core/errors'
import { perProcess } from '@/lib/core/per-process'
import { settings } from '@/lib/settings/env'

import { lockDataDir } from './process-lock'
import { watchStatements } from './watch-statements'

watchStatements()

/**
 * Gives back the room of rows that are gone, and lets the planner know how the tables look by now. PostgreSQL does so by
 * itself; PGlite never does, and without it the planner reads whole tables where an index would do.
 */
export const tidying = 'vacuum (analyze)'

export async function tidyDatabase(db: Db): Promise<void> {
  await db.execute(tidying)
}

/** A handle for queries; a transaction is one too. */
export type Db = PgDatabase<PgQueryResultHKT>

export type Database = { db: Db; engine: 'pglite' | 'postgresql'; close: () => Promise<void> }

/** Where the migrations lie. */
export const migrations = {
  migrationsFolder: join(/* turbopackIgnore: true */ process.cwd(), 'lib/db/migrations'),
}

/** PostgreSQL by URL, migrated. A server that is away is tried again every 200 ms, so that its return is noticed. */
export async function openPostgres(url: string): Promise<Database> {
  await migrateOnce(url)
  const client = postgres(url, {
    max: 10,
    connect_timeout: 2,
    backoff: () => 0.2,
    // Compiling a query takes longer than any of ours runs; it is begun where a branch that may never run looks costly.
    connection: { application_name: 'connect-desk', statement_timeout: 5_000, jit: 'off' },
    onnotice: () => {},
  })
  // Without a limit it would wait for queries whose connection broke.
  return { db: drizzlePostgres(client), engine: 'postgresql', close: () => client.end({ timeout: 1 }) }
}

/** Migrates on a connection of its own, without a time limit; its end gives the advisory lock back, come what may. */
const migrateOnce = async (url: string) => {
  const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await client`select pg_advisory_lock(${migrationLock})`
    await migratePostgres(drizzlePostgres(client), migrations)
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** Any fixed number: the name of our advisory lock. */
const migrationLock = 7_206_251

/** Where PGlite keeps its files. */
export function pgliteFolder(dataDir: string) {
  return join(/* turbopackIgnore: true */ dataDir, 'database')
}

/** PGlite in a directory, held by this process alone. Throws DataDirInUse. */
export async function openPglite(dataDir: string): Promise<Database> {
  const release = lockDataDir(dataDir)
  try {
    const opened = await openPgliteIn({ dataDir: pgliteFolder(dataDir) })
    return { ...opened, close: () => opened.close().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

/** PGlite in a folder of its own, or in memory, from a dump or empty, migrated. Nothing keeps a second process away. */
export async function openPgliteIn(place: { dataDir?: string; loadDataDir?: Blob }): Promise<Database> {
  const client = await PGlite.create({ ...place, extensions: { pg_trgm } })
  const db = drizzlePglite(client)
  await migratePglite(db, migrations)
  return { db, engine: 'pglite', close: () => client.close() }
}

export const processDatabase = perProcess<Promise<Database>>('database', () => {
  const { databaseUrl, dataDir } = settings()
  return (databaseUrl ? openPostgres(databaseUrl) : openPglite(dataDir)).catch((error: unknown) => {
    processDatabase.set(undefined)
    throw error
  })
})

/** The database of this process, opened and migrated at the first call. A failed opening is tried again at the next. */
export function openDatabase(): Promise<Database> {
  return processDatabase.get()
}

/** Closes what `openDatabase` opened, if anything, for good. */
export async function closeDatabase() {
  await (await processDatabase.peek())?.close()
}

/** Whether an error means that the database cannot be reached just now, whatever the query. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    /^(E[A-Z]+|CONNECT_TIMEOUT|CONNECTION_\w+|57P0\d|08\w{3}|53\w{3}|57014)$/.test(errorCode(error) ?? '') ||
    isDatabaseDown(error.cause)
  )
}
