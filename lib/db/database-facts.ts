import 'server-only'
import { count, sql } from 'drizzle-orm'
import { z } from 'zod'

import type { DatabaseView } from '@/lib/core/desk-status'

import { appliedMigrations, knownMigrations } from './check-database'
import type { Db } from './open'

const Facts = z.object({ version: z.string(), size: z.coerce.number() })

/** What the status page says of the database. */
export const readDatabaseFacts = async (db: Db): Promise<DatabaseView> => {
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
