import 'server-only'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

import { errorCode, PlainError } from '@/lib/core/errors'
import { minuteMs } from '@/lib/core/time'
import { settings } from '@/lib/settings/env'

import { runPgProgram } from './backup'
import { inWords } from './explain'
import { pgliteFolder } from './open'
import { startPglite } from './pglite'
import { openPool, targetOf } from './postgres'
import { lockDataDir } from './process-lock'

/** Fills an empty place from a file of `backUp`, wholly or not at all, and never over a database. Throws PlainError. */
export async function restore(file: string): Promise<void> {
  const { database, dataDir } = settings()
  const madeBy = await readMaker(file)
  if (database) {
    if (madeBy !== 'postgresql') throw new PlainError(wrongEngine(file, 'PGlite', 'Unset DATABASE_URL'))
    return restorePostgres(database.directUrl, file)
  }
  if (madeBy !== 'pglite') throw new PlainError(wrongEngine(file, 'PostgreSQL', 'Set DATABASE_URL'))
  return restorePglite(dataDir, file)
}

const wrongEngine = (file: string, engine: string, todo: string) =>
  `${file} was made from ${engine}. ${todo} to restore it.`

/** By the first bytes: those of pg_dump's own format, or of gzip. */
const readMaker = async (file: string) => {
  const handle = await open(file).catch((error: unknown) => {
    throw new PlainError(`${file} cannot be read (${errorCode(error) ?? 'unknown'}).`, { cause: error })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(5), 0, 5, 0)
    if (bytesRead === 5 && buffer.toString('latin1') === 'PGDMP') return 'postgresql'
    if (bytesRead === 5 && buffer.readUInt16BE() === 0x1f8b) return 'pglite'
    throw new PlainError(`${file} is not a backup of Connect Desk.`)
  } finally {
    await handle.close()
  }
}

const restorePostgres = async (url: string, file: string) => {
  if (await hasOurTables(url))
    throw new PlainError(
      'This database is in use by Connect Desk already; nothing was changed. Restore into an empty one: create it and point DATABASE_URL at it.',
    )
  const whole = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges']
  const into = `--dbname=${targetOf(url).database ?? ''}`
  await runPgProgram('pg_restore', url, [...whole, into, file]).catch((error: unknown) => {
    throw error instanceof PlainError ? new PlainError(`Nothing was restored. ${error.message}`) : error
  })
}

const hasOurTables = async (url: string) => {
  const opened = openPool(targetOf(url), { max: 1, statementMs: 0, silentMs: minuteMs })
  const { pool, close } = await opened.catch((error: unknown) => {
    throw inWords(error)
  })
  try {
    const { rows } = await pool.query<{ is_ours: boolean }>(
      `select to_regclass('public.links') is not null as is_ours`,
    )
    return rows[0]?.is_ours === true
  } finally {
    await close()
  }
}

const restorePglite = async (dataDir: string, file: string) => {
  const release = await lockDataDir(dataDir)
  const folder = pgliteFolder(dataDir)
  const draft = `${folder}.${randomUUID()}.part`
  try {
    if (existsSync(folder))
      throw new PlainError(
        `There is a database in ${folder} already; nothing was changed. Move it away first.`,
      )
    const tar = await promisify(gunzip)(await readFile(file)).catch((error: unknown) => {
      throw new PlainError(`${file} is damaged or cut off; nothing was changed.`, { cause: error })
    })
    await unpack(tar, draft)
    await rename(draft, folder)
  } finally {
    await rm(draft, { recursive: true, force: true })
    release()
  }
}

/** Opens the copy once, so that only a database that works gets its name. */
const unpack = async (tar: Buffer, folder: string) => {
  const loadDataDir = new Blob([new Uint8Array(tar)], { type: 'application/x-tar' })
  const client = await startPglite({ dataDir: folder, loadDataDir })
  try {
    await client.query('select count(*) from links')
  } finally {
    await client.close()
  }
}
