import 'server-only'
import { join } from 'node:path'

import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'

import type { DatabaseTarget } from '@/lib/core/database/url'
import { PlainError } from '@/lib/core/errors'
import { perProcess } from '@/lib/core/per-process'
import { minuteMs } from '@/lib/core/time'
import { log } from '@/lib/log'
import { explainDataDir } from '@/lib/settings/data-dir'
import { settings } from '@/lib/settings/env'

import { inWords } from './explain'
import { countMissing, migrate } from './migrate'
import { startPglite } from './pglite'
import { openPool, type Patience, targetOf } from './postgres'
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

/** Connections of a pool, and how many of those who ask wait for one. */
export type Connections = { inUse: number; idle: number; waiting: number }

export type Database = {
  db: Db
  engine: 'pglite' | 'postgresql'
  /** Of this process, just now; PGlite has none. */
  connections?: () => Connections
  close: () => Promise<void>
}

const usual = { most: 10, isMigrating: true, patience: { statementMs: 5_000, silentMs: 6_000 } }

/**
 * PostgreSQL by URL, migrated on a connection of its own first. A server that goes away is found again as soon as it is
 * back. Throws PlainError with what the server said.
 */
export async function openPostgres(url: string, options: Partial<PostgresOptions> = {}): Promise<Database> {
  const { directUrl, most, isMigrating, patience } = { ...usual, directUrl: url, ...options }
  try {
    const target = targetOf(url)
    if (isMigrating) await migratePostgres(directUrl)
    const { pool, close } = await openPool(target, { max: most ?? poolMax(target), ...patience })
    const db = drizzlePostgres(pool)
    if (!isMigrating)
      await refuseMissing(db).catch(async (error: unknown) => {
        await close()
        throw error
      })
    if (target.unused.length > 0)
      log().info({ names: target.unused }, 'parameters of DATABASE_URL that change nothing here')
    const connections = () => ({
      inUse: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    })
    return { db, engine: 'postgresql', connections, close }
  } catch (error) {
    throw inWords(error)
  }
}

type PostgresOptions = {
  /** Where PostgreSQL itself is, past any pooler. */
  directUrl: string
  /** How many connections; null leaves it to the URL. */
  most: number | null
  /** Whether to migrate, or to refuse a database that needs it. */
  isMigrating: boolean
  patience: Patience
}

const poolMax = ({ parameters }: DatabaseTarget) => {
  const wanted = Number(parameters['connection_limit'])
  return Number.isInteger(wanted) && wanted > 0 && wanted <= 100 ? wanted : 10
}

/** Migrates a PostgreSQL database; returns how many migrations were applied. Throws PlainError with what the server said. */
export async function migratePostgres(url: string): Promise<number> {
  try {
    const { pool, close } = await openPool(targetOf(url), {
      max: 1,
      statementMs: 0,
      silentMs: 10 * minuteMs,
    })
    try {
      return await migrate(drizzlePostgres(pool))
    } finally {
      await close()
    }
  } catch (error) {
    throw inWords(error)
  }
}

const refuseMissing = async (db: Db) => {
  const missing = await countMissing(db)
  if (missing > 0)
    throw new PlainError(
      `The database lacks ${missing} migrations of this release, and DESK_MIGRATE=0 leaves them to you: npm run db:migrate`,
    )
}

/** Where PGlite keeps its files. */
export function pgliteFolder(dataDir: string) {
  return join(/* turbopackIgnore: true */ dataDir, 'database')
}

/** PGlite in a directory, held by this process alone. Throws DataDirInUse. */
export async function openPglite(dataDir: string): Promise<Database> {
  const release = await lockDataDir(dataDir)
  try {
    const opened = await openPgliteIn({ dataDir: pgliteFolder(dataDir) }).catch((error: unknown) => {
      throw explainPglite(dataDir, error)
    })
    return { ...opened, close: () => opened.close().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

const explainPglite = (dataDir: string, error: unknown) => {
  const told = explainDataDir(dataDir, error)
  if (told instanceof PlainError || !(error instanceof Error)) return told
  return new PlainError(
    `PGlite cannot open the database in ${dataDir}: ${error.message}\nIf it was made by an older release or is damaged, restore a backup into an empty folder.`,
    { cause: error },
  )
}

/** PGlite in a folder of its own, or in memory, from a dump or empty, migrated. Nothing keeps a second process away. */
export async function openPgliteIn(place: { dataDir?: string; loadDataDir?: Blob }): Promise<Database> {
  const client = await startPglite(place)
  const db = drizzlePglite(client)
  await migrate(db)
  return { db, engine: 'pglite', close: () => client.close() }
}

export const processDatabase = perProcess<Promise<Database>>('database', () => {
  const { database, dataDir } = settings()
  return (database ? openPostgres(database.url, database) : openPglite(dataDir)).catch((error: unknown) => {
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
