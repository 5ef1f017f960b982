import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { drizzle } from 'drizzle-orm/pglite'

import { knownMigrations, migrate } from '@/lib/db/migrate'

/** Vitest's global set-up of the project `pglite`: one migrated database, of which each file unpacks its own copy. */
export async function setup(): Promise<void> {
  const folder = join(process.cwd(), '.test')
  await mkdir(folder, { recursive: true })
  const file = join(folder, `migrated-${await nameVersions()}.tar`)
  if (!existsSync(file)) await writeMigrated(file)
  process.env['TEST_DATABASE_DUMP'] = file
}

/** Another name for every other set of migrations and for another PGlite. */
const nameVersions = async () => {
  const hash = createHash('sha256').update(await readFile('package.json'))
  for (const migration of knownMigrations()) hash.update(migration.hash)
  return hash.digest('hex').slice(0, 16)
}

const writeMigrated = async (file: string) => {
  const client = await PGlite.create({ extensions: { pg_trgm } })
  await migrate(drizzle(client))
  // No test creates a database: without what new ones are copied from, two thirds of the files need not be unpacked.
  await client.exec(`update pg_database set datistemplate = false; checkpoint`)
  for (const template of ['template0', 'template1']) await client.exec(`drop database ${template}`)
  // Two runs at once may both write: each moves a whole file into place.
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, (await client.dumpDataDir('none')).stream())
  await client.close()
  await rename(draft, file)
}
