import 'server-only'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'

import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

import { PlainError } from '@/lib/core/plain-error'
import { settings } from '@/lib/settings/env'

import { pgliteFolder } from './open'
import { lockDataDir } from './process-lock'
import { runPgProgram } from './run-pg-program'
import { writeWholeFile } from './write-whole-file'

/** Writes the whole database into one file. PostgreSQL may be in use; PGlite may not. Throws PlainError. */
export const backUp = (file: string): Promise<void> => {
  const { databaseUrl, dataDir } = settings()
  return writeWholeFile(file, (draft) =>
    databaseUrl ? dumpPostgres(databaseUrl, draft) : dumpPglite(dataDir, draft),
  )
}

// Owners and rights are those of the server it is restored to.
const dumpPostgres = (url: string, file: string) =>
  runPgProgram('pg_dump', url, ['-Fc', '--no-owner', '--no-privileges', '--no-comments', `--file=${file}`])

const dumpPglite = async (dataDir: string, file: string) => {
  const folder = pgliteFolder(dataDir)
  if (!existsSync(folder)) throw new PlainError(`There is no database in ${dataDir}.`)
  const release = lockDataDir(dataDir)
  try {
    const client = await PGlite.create({ dataDir: folder, extensions: { pg_trgm } })
    try {
      await writeFile(file, (await client.dumpDataDir('gzip')).stream())
    } finally {
      await client.close()
    }
  } finally {
    release()
  }
}
