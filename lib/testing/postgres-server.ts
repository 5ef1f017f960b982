import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'

import { findPostgres } from './find-postgres'
import { findServerAccount } from './find-server-account'
import { freePort } from './free-port'
import { onProcessEnd } from './on-process-end'
import { hasEnded, stopProcess } from './stop-process'

export type PostgresServer = {
  url: string
  /** Starts the server again, on the same port and data, after `stop({ keepData: true })`. */
  start: () => Promise<void>
  /** Fast shutdown; removes the data unless `keepData`. A second call does nothing. */
  stop: (options?: { keepData?: boolean }) => Promise<void>
}

const startMs = 60_000
const stopMs = 15_000

/**
 * Starts a throw-away PostgreSQL cluster on a free loopback port, or returns the server of TEST_DATABASE_URL, which is
 * never stopped. Throws with the one missing command where there is no server program.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, start: async () => {}, stop: async () => {} }

  const binFolder = findPostgres()
  const account = findServerAccount()
  const folder = mkdtempSync(join(tmpdir(), 'desk-postgres-'))
  if (account) chownSync(folder, account.uid, account.gid)
  const asAccount = { ...account, cwd: folder }
  const dataFolder = join(folder, 'data')
  execFileSync(
    join(binFolder, 'initdb'),
    ['-D', dataFolder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...asAccount, stdio: ['ignore', 'ignore', 'inherit'] },
  )

  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  let child: ChildProcess | undefined

  const removeData = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const cancelCleanUp = onProcessEnd(() => {
    if (child && !hasEnded(child)) child.kill('SIGQUIT')
    removeData()
  })

  const start = async () => {
    if (child && !hasEnded(child)) return
    const listen = ['-h', '127.0.0.1', '-p', String(port), '-k', '']
    child = spawn(join(binFolder, 'postgres'), ['-D', dataFolder, ...listen], {
      ...asAccount,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await waitUntilReady(child, url)
  }

  const stop = async (options: { keepData?: boolean } = {}) => {
    // SIGINT is PostgreSQL's fast shutdown: open sessions end, data is flushed.
    if (child) await stopProcess(child, 'SIGINT', stopMs)
    if (options.keepData) return
    cancelCleanUp()
    removeData()
  }

  await start()
  return { url, start, stop }
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000)
  })
  const deadline = Date.now() + startMs
  while (Date.now() < deadline) {
    if (hasEnded(child)) break
    if (await canQuery(url)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGQUIT')
  throw new Error(`PostgreSQL did not start. Its last words:\n${log}`)
}

async function canQuery(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}
