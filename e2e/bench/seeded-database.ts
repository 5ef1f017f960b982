import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sql } from 'drizzle-orm'
import postgres from 'postgres'

import { type Db, openPgliteIn, openPostgres, tidying } from '@/lib/db/open'
import { seedLinks } from '@/lib/testing/seed-links'

export type SeededDatabase = { db: Db; close: () => Promise<void> }

type Run = (statement: string) => Promise<unknown>

/** A PGlite on disk with so many links, tidied as the desk does it. */
export async function seededPglite(rows: number, endsAt: Date): Promise<SeededDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-links-'))
  const { db, close } = await openPgliteIn({ dataDir: folder })
  await seed(db, (statement) => db.execute(statement), rows, endsAt)
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
  url.pathname = `/links_${rows}_${Date.now()}`
  const admin = postgres(server, { max: 1 })
  await admin.unsafe(`create database ${url.pathname.slice(1)}`)
  await admin.end()
  const { db, close } = await openPostgres(url.href)
  // The desk's own connections let no statement take as long as seeding does.
  const seeder = postgres(url.href, { max: 1, onnotice: () => {} })
  await seed(db, (statement) => seeder.unsafe(statement), rows, endsAt)
  await seeder.end()
  return { db, close }
}

/** The trigram index is built after the rows: row by row it takes ten times as long. */
async function seed(db: Db, run: Run, rows: number, endsAt: Date): Promise<void> {
  const [search] = await db
    .select({ definition: sql<string>`indexdef` })
    .from(sql`pg_indexes`)
    .where(sql`indexname = 'links_search'`)
  if (!search) throw new Error('The trigram index of links is missing.')
  await run('drop index links_search')
  for (const statement of seedLinks(rows, endsAt)) await run(statement)
  await run(search.definition)
  await run(tidying)
}
