import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { hasEnded, onProcessEnd } from './child-processes'
import { freePort } from './ports'
import { findOrInstall } from './workshop/find-programs'

export type PgBouncer = {
  /** A database as seen through the pooler. */
  urlOf: (databaseUrl: string) => string
  stop: () => void
}

/** Starts PgBouncer in transaction mode, the database `single` in statement mode, with few sessions for all, before a server by URL. Throws with the command that brings it. */
export async function startPgBouncer(serverUrl: string): Promise<PgBouncer> {
  const program = findOrInstall(
    ['pgbouncer', '/usr/sbin/pgbouncer'],
    'pgbouncer',
    'sudo apt-get install pgbouncer',
  )
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'desk-pgbouncer-'))
  const { hostname, port: serverPort, username } = new URL(serverUrl)
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${serverPort || 5432} user=${username}`,
    // One that knows single statements only.
    `single = host=${hostname} port=${serverPort || 5432} user=${username} dbname=postgres pool_mode=statement`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 3',
    'max_client_conn = 200',
  ]
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(file, settings.join('\n'), { mode: 0o644 })
  // Root may not run it.
  const args = process.getuid?.() === 0 ? ['-u', 'nobody', file] : [file]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const stop = () => {
    cancelCleanUp()
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  const cancelCleanUp = onProcessEnd(stop)
  await untilUp(child)
  const urlOf = (databaseUrl: string) => {
    const url = new URL(databaseUrl)
    url.hostname = '127.0.0.1'
    url.port = String(port)
    return url.href
  }
  return { urlOf, stop }
}

const untilUp = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('process up')) resolve()
    })
    child.once('exit', () => reject(new Error(`PgBouncer did not start. ${said}`)))
    if (hasEnded(child)) reject(new Error('PgBouncer did not start.'))
  })
