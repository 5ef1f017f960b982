import 'server-only'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

import { errorCode } from '@/lib/core/error-code'
import { settings } from '@/lib/env'

import { lockDataDir } from './process-lock'

/** A handle for queries; a transaction is one too. */
export type Db = PgDatabase<PgQueryResultHKT>

export type Database = { db: Db; engine: 'pglite' | 'postgresql'; close: () => Promise<void> }

const migrations = { migrationsFolder: join(/* turbopackIgnore: true */ process.cwd(), 'lib/db/migrations') }

/** PostgreSQL by URL, migrated under an advisory lock so that replicas starting together do it once. */
export const openPostgres = async (url: string): Promise<Database> => {
  const client = postgres(url, {
    max: 10,
    connect_timeout: 2,
    connection: { application_name: 'connect-desk', statement_timeout: 5_000 },
    onnotice: () => {},
  })
  const db = drizzlePostgres(client)
  const connection = await client.reserve()
  try {
    await connection`select pg_advisory_lock(${migrationLock})`
    await migratePostgres(db, migrations)
    await connection`select pg_advisory_unlock(${migrationLock})`
  } finally {
    connection.release()
  }
  return { db, engine: 'postgresql', close: () => client.end({ timeout: 5 }) }
}

/** Any fixed number: the name of our advisory lock. */
const migrationLock = 7_206_251

/** PGlite in a directory, held by this process alone. Throws DataDirInUse. */
export const openPglite = async (dataDir: string): Promise<Database> => {
  const release = lockDataDir(dataDir)
  const client = await PGlite.create(join(/* turbopackIgnore: true */ dataDir, 'database'))
  const db = drizzlePglite(client)
  await migratePglite(db, migrations)
  const close = async () => {
    await client.close()
    release()
  }
  return { db, engine: 'pglite', close }
}

declare global {
  var connectDeskDatabase: Promise<Database> | undefined
}

/** The database of this process, opened and migrated at the first call. A failed opening is tried again at the next. */
export const openDatabase = (): Promise<Database> => {
  const { databaseUrl, dataDir } = settings()
  globalThis.connectDeskDatabase ??= (databaseUrl ? openPostgres(databaseUrl) : openPglite(dataDir)).catch(
    (error: unknown) => {
      globalThis.connectDeskDatabase = undefined
      throw error
    },
  )
  return globalThis.connectDeskDatabase
}

/** Whether an error means that the database cannot be reached just now, whatever the query. */
export const isDatabaseDown = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  return (
    /^(E[A-Z]+|CONNECT_TIMEOUT|CONNECTION_\w+|57P0\d|08\w{3}|53\w{3}|57014)$/.test(errorCode(error) ?? '') ||
    isDatabaseDown(error.cause)
  )
}
