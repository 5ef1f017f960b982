import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { count, max, sql } from 'drizzle-orm'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { bigint, pgSchema } from 'drizzle-orm/pg-core'
import { z } from 'zod'

import { log } from '@/lib/log'

import { type Db, migrations, openDatabase } from './open'
import type { DatabaseView } from './view'

/** Where drizzle records what it has applied. */
export const appliedMigrations = pgSchema('drizzle').table('__drizzle_migrations', {
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
})

/** A database that has not answered after this is down for whoever asks. */
const patienceMs = 2_000

/** How the database stands, known within 2 s even when it hangs. Migrations of a newer release are fine. */
export async function checkDatabase(): Promise<'ready' | 'migrations' | 'database'> {
  const late = new AbortController()
  try {
    const tooLate = wait(patienceMs, null, { signal: late.signal }).catch(() => null)
    const newest = await Promise.race([newestApplied(), tooLate])
    if (newest === null) return 'database'
    return newest >= newestKnown() ? 'ready' : 'migrations'
  } catch (error) {
    log().warn({ err: error }, 'the database does not answer')
    return 'database'
  } finally {
    late.abort()
  }
}

const newestApplied = async () => {
  const { db } = await openDatabase()
  const [row] = await db.select({ at: max(appliedMigrations.createdAt) }).from(appliedMigrations)
  return row?.at ?? 0
}

let known: MigrationMeta[] | undefined

/** The migrations of this release. */
export function knownMigrations() {
  return (known ??= readMigrationFiles(migrations))
}

const newestKnown = () => Math.max(...knownMigrations().map(({ folderMillis }) => folderMillis))

const Facts = z.object({ version: z.string(), size: z.coerce.number() })

/** What the status page says of the database. */
export async function readDatabaseFacts(db: Db): Promise<DatabaseView> {
  const [row] = await db
    .select({
      applied: count(),
      version: sql`current_setting('server_version')`,
      size: sql`pg_database_size(current_database())`,
    })
    .from(appliedMigrations)
  const { version, size } = Facts.parse(row)
  return {
    version,
    appliedMigrations: row?.applied ?? 0,
    knownMigrations: knownMigrations().length,
    sizeBytes: size,
  }
}
