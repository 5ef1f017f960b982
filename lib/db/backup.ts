import 'server-only'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

import type { DatabaseTarget } from '@/lib/core/database/url'
import { errorCode, PlainError } from '@/lib/core/errors'
import { environmentWith, settings } from '@/lib/settings/env'

import { pgliteFolder } from './open'
import { startPglite } from './pglite'
import { targetOf } from './postgres'
import { lockDataDir } from './process-lock'

/** Writes the whole database into one file. PostgreSQL may be in use; PGlite may not. Throws PlainError. */
export function backUp(file: string): Promise<void> {
  const { database, dataDir } = settings()
  return writeWholeFile(file, (draft) =>
    database ? dumpPostgres(database.directUrl, draft) : dumpPglite(dataDir, draft),
  )
}

// Owners and rights are those of the server it is restored to.
const dumpPostgres = (url: string, file: string) =>
  runPgProgram('pg_dump', url, ['-Fc', '--no-owner', '--no-privileges', '--no-comments', `--file=${file}`])

const dumpPglite = async (dataDir: string, file: string) => {
  const folder = pgliteFolder(dataDir)
  if (!existsSync(folder)) throw new PlainError(`There is no database in ${dataDir}.`)
  const release = await lockDataDir(dataDir)
  try {
    const client = await startPglite({ dataDir: folder })
    try {
      await writeFile(file, (await client.dumpDataDir('gzip')).stream())
    } finally {
      await client.close()
    }
  } finally {
    release()
  }
}

/** Runs one of PostgreSQL's own programs on the database of a URL. Throws PlainError with what it said. */
export async function runPgProgram(program: 'pg_dump' | 'pg_restore', url: string, args: string[]) {
  try {
    await promisify(execFile)(program, args, { env: environmentWith(toPgEnvironment(targetOf(url))) })
  } catch (error) {
    throw new PlainError(describe(program, error), { cause: error })
  }
}

/** Everybody on the machine can read a command line, the environment only its owner. */
const toPgEnvironment = ({ hosts, user, password, database, tls, parameters }: DatabaseTarget) => ({
  PGHOST: hosts.map(({ host }) => host).join(','),
  PGHOSTADDR: hosts.map(({ address = '' }) => address).join(','),
  PGPORT: hosts.map(({ port }) => port).join(','),
  ...(database === undefined ? {} : { PGDATABASE: database }),
  ...(user === undefined ? {} : { PGUSER: user }),
  ...(password === undefined ? {} : { PGPASSWORD: password }),
  PGSSLMODE: tls,
  ...Object.fromEntries(
    Object.entries(parameters)
      .filter(([name]) => passedOn.has(name))
      .map(([name, value]) => [`PG${name.toUpperCase().replaceAll('_', '')}`, value]),
  ),
})

const passedOn = new Set([
  'sslrootcert',
  'sslcrl',
  'sslcert',
  'sslkey',
  'ssl_min_protocol_version',
  'ssl_max_protocol_version',
  'channel_binding',
  'options',
])

const describe = (program: string, error: unknown) => {
  if (errorCode(error) === 'ENOENT')
    return `${program} was not found. Install PostgreSQL's client programs: apt-get install postgresql-client`
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  return said || `${program} failed (${errorCode(error) ?? 'unknown'}).`
}

/** Has `write` fill a new file that only its owner can read, and gives it its name once it is whole and on the disk. */
const writeWholeFile = async (file: string, write: (draft: string) => Promise<void>) => {
  const draft = `${file}.${randomUUID()}.part`
  const handle = await open(draft, 'wx', 0o600).catch((error: unknown) => {
    throw new PlainError(`${file} cannot be written (${errorCode(error) ?? 'unknown'}).`, { cause: error })
  })
  try {
    await write(draft)
    await handle.sync()
    await rename(draft, file)
  } finally {
    await handle.close()
    await rm(draft, { force: true })
  }
}
