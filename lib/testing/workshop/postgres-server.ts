import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onProcessEnd } from '../child-processes'
import { freePort } from '../ports'
import { findPostgres } from './find-programs'

/** A server by URL. `stop` ends it and open sessions, and removes its data; a second call does nothing. */
export type PostgresServer = { url: string; stop: () => void }

/**
 * Starts a throw-away PostgreSQL cluster on a free loopback port, or returns the server of TEST_DATABASE_URL, which is
 * never stopped. Throws with the one missing command where there is no server program.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, stop: () => {} }

  const programs = findPostgres()
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'desk-postgres-'))
  const [data, log] = [join(folder, 'data'), join(folder, 'log')]
  const account = serverAccount()
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(programs, program), ['-D', data, ...args], { ...account, cwd: folder, stdio: 'ignore' })

  const stop = () => {
    cancelCleanUp()
    if (existsSync(join(data, 'postmaster.pid'))) run('pg_ctl', 'stop', '-m', 'fast')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const cancelCleanUp = onProcessEnd(stop)
  try {
    run('initdb', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
    run('pg_ctl', 'start', '-l', log, '-o', `-h 127.0.0.1 -p ${port} -k '' -F`)
  } catch (cause) {
    const lastWords = existsSync(log) ? readFileSync(log, 'utf8').slice(-4000) : 'It wrote no log.'
    throw new Error(`PostgreSQL did not start. ${lastWords}`, { cause })
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
}

/** The ids of `nobody`, who runs what root may not, or should not; where we are not root, none. */
export function serverAccount(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const [uid = 0, gid = 0] = ['-u', '-g'].map((option) => Number(execFileSync('id', [option, 'nobody'])))
  return { uid, gid }
}
