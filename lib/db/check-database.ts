import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { count, max, sql } from 'drizzle-orm'
import { z } from 'zod'

import { log } from '@/lib/log'

import { appliedMigrations, knownMigrations } from './migrate'
import { type Db, openDatabase } from './open'
import { links } from './schema'
import type { DatabaseView } from './view'

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

/** Writes nothing, and fails wherever a link could not be made: a server that only reads, a right that is missing. */
const tryWriting = sql`insert into ${links} (id) select id from ${links} where false returning id`

const newestApplied = async () => {
  const { db } = await openDatabase()
  const [row] = await db
    .with(db.$with('tried', { id: links.id }).as(tryWriting))
    .select({ at: max(appliedMigrations.createdAt) })
    .from(appliedMigrations)
  return row?.at ?? 0
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
