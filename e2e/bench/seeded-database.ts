import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sql } from 'drizzle-orm'
import postgres from 'postgres'

import { openPgliteIn, openPostgres, type Db } from '@/lib/db/open'
import { tidyDatabase } from '@/lib/db/tidy-database'
import { seedLinks } from '@/lib/testing/seed-links'

export type SeededDatabase = { db: Db; close: () => Promise<void> }

/** A PGlite on disk with so many links, tidied as the desk does it. */
export async function seededPglite(rows: number, endsAt: Date): Promise<SeededDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-links-'))
  const { db, close } = await openPgliteIn(folder)
  await seed(db, rows, endsAt)
  await tidyDatabase(db)
  return {
    db,
    close: async () => {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A database of a PostgreSQL server with so many links. */
export async function seededPostgres(server: string, rows: number, endsAt: Date): Promise<SeededDatabase> {
  const url = new URL(server)
  url.pathname = `/links_${rows}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database links_${rows}`)
  // Seeding takes longer than the desk lets a statement take.
  await admin.unsafe(`alter role current_user set statement_timeout = 0`)
  await admin.end()
  const { db, close } = await openPostgres(url.href)
  await seed(db, rows, endsAt)
  await tidyDatabase(db)
  return { db, close }
}

/** The trigram index is built after the rows: row by row it takes ten times as long. */
async function seed(db: Db, rows: number, endsAt: Date): Promise<void> {
  const [search] = await db
    .select({ definition: sql<string>`indexdef` })
    .from(sql`pg_indexes`)
    .where(sql`indexname = 'links_search'`)
  await db.execute(sql`drop index links_search`)
  for (const statement of seedLinks(rows, endsAt)) await db.execute(sql.raw(statement))
  await db.execute(sql.raw(search?.definition ?? ''))
}
