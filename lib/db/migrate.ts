import 'server-only'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { max, sql } from 'drizzle-orm'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { bigint, type PgDatabase, type PgQueryResultHKT, pgSchema, text } from 'drizzle-orm/pg-core'

import { PlainError } from '@/lib/core/errors'
import { minuteMs } from '@/lib/core/time'
import { log } from '@/lib/log'

type Db = PgDatabase<PgQueryResultHKT>

/** Where it is recorded what was applied, as drizzle's own migrator does. */
export const appliedMigrations = pgSchema('drizzle').table('__drizzle_migrations', {
  hash: text().notNull(),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
})

let known: MigrationMeta[] | undefined

/** The migrations of this release. */
export function knownMigrations(): MigrationMeta[] {
  return (known ??= readMigrationFiles({
    migrationsFolder: join(/* turbopackIgnore: true */ process.cwd(), 'lib/db/migrations'),
  }))
}

/** How many migrations of this release a database lacks. Asks, and changes nothing. */
export async function countMissing(db: Db): Promise<number> {
  const [found] = await db
    .select({ isThere: sql<boolean>`to_regclass('drizzle.__drizzle_migrations') is not null` })
    .from(sql`(values (1)) as one`)
  return (found?.isThere ? await missingIn(db) : knownMigrations()).length
}

const missingIn = async (db: Db) => {
  const [row] = await db.select({ at: max(appliedMigrations.createdAt) }).from(appliedMigrations)
  return knownMigrations().filter(({ folderMillis }) => folderMillis > (row?.at ?? 0))
}

/** Any fixed number: the name of our advisory lock. */
const migrationLock = 7_206_251
const longestWaitMs = 10 * minuteMs
const tellEveryMs = 30_000
const askEveryMs = 200

/**
 * Applies what is missing, all or nothing; one process at a time, the others wait, and say so. Without anything missing
 * no right to create is needed. Returns how many were applied. Throws PlainError after `mostMs` of waiting.
 */
export async function migrate(db: Db, mostMs = longestWaitMs): Promise<number> {
  if ((await countMissing(db)) === 0) return 0
  return db.transaction(async (tx) => {
    // Limits of the role's own: an index over many rows takes its time.
    await tx.execute(sql`set local statement_timeout = 0`)
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`)
    await waitForTurn(tx, mostMs)
    // A lock of the transaction: one of the session would stay behind in a pooler.
    await tx.execute(sql`create schema if not exists drizzle`)
    await tx.execute(
      sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
    )
    const missing = await missingIn(tx)
    for (const { sql: statements, hash, folderMillis } of missing) {
      for (const statement of statements) await tx.execute(sql.raw(statement))
      await tx.insert(appliedMigrations).values({ hash, createdAt: folderMillis })
    }
    return missing.length
  })
}

const waitForTurn = async (tx: Db, mostMs: number) => {
  const startedAt = performance.now()
  let toldAt = -Infinity
  for (;;) {
    const [mine] = await tx
      .select({ isMine: sql<boolean>`pg_try_advisory_xact_lock(${migrationLock}::bigint)` })
      .from(sql`(values (1)) as one`)
    if (mine?.isMine) return
    const waitedMs = Math.round(performance.now() - startedAt)
    if (waitedMs > mostMs) throw new PlainError(await describeHolder(tx, waitedMs))
    if (performance.now() - toldAt >= tellEveryMs) {
      log().info({ waitedMs, mostMs }, 'waiting for another process that migrates the database')
      toldAt = performance.now()
    }
    await wait(askEveryMs)
  }
}

const describeHolder = async (tx: Db, waitedMs: number) => {
  const [holder] = await tx
    .select({ pid: sql<number>`pid` })
    .from(sql`pg_locks`)
    .where(sql`locktype = 'advisory' and granted and objid = ${migrationLock}::oid`)
  return `Another process has been migrating the database for ${Math.round(waitedMs / 1000)} s or longer (PostgreSQL process ${holder?.pid ?? 'unknown'}). If it is stuck, end it there: select pg_terminate_backend(${holder?.pid ?? 'pid'})`
}
