import 'server-only'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { errorCode } from '@/lib/core/error-code'
import { PlainError } from '@/lib/core/plain-error'
import { environmentWith } from '@/lib/settings/env'

/** Runs one of PostgreSQL's own programs on the database of a URL. Throws PlainError with what it said. */
export const runPgProgram = async (program: 'pg_dump' | 'pg_restore', url: string, args: string[]) => {
  try {
    await promisify(execFile)(program, args, { env: environmentWith(toPgEnvironment(new URL(url))) })
  } catch (error) {
    throw new PlainError(describe(program, error), { cause: error })
  }
}

/** Everybody on the machine can read a command line, the environment only its owner. */
const toPgEnvironment = (url: URL): Record<string, string> => ({
  PGHOST: url.hostname.replace(/^\[|\]$/g, ''),
  PGPORT: url.port || '5432',
  PGDATABASE: databaseOf(url),
  ...(url.username ? { PGUSER: decodeURIComponent(url.username) } : {}),
  ...(url.password ? { PGPASSWORD: decodeURIComponent(url.password) } : {}),
  ...Object.fromEntries(
    [...url.searchParams]
      .filter(([name]) => ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'].includes(name))
      .map(([name, value]) => [`PG${name.toUpperCase()}`, value]),
  ),
})

/** The name of a URL's database. */
export const databaseOf = (url: URL) => decodeURIComponent(url.pathname.slice(1))

const describe = (program: string, error: unknown) => {
  if (errorCode(error) === 'ENOENT')
    return `${program} was not found. Install PostgreSQL's client programs: apt-get install postgresql-client`
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  return said || `${program} failed (${errorCode(error) ?? 'unknown'}).`
}
