import 'server-only'
import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { errorCode } from '@/lib/core/error-code'
import { PlainError } from '@/lib/core/plain-error'

import { identifyProcess, isSameProcess, ProcessIdentity } from './process-identity'

/** Thrown when another living process holds the data directory. */
export class DataDirInUse extends PlainError {
  override name = 'DataDirInUse'
}

const Owner = ProcessIdentity.extend({ nonce: z.string() })
type Owner = z.infer<typeof Owner>

/**
 * Takes the data directory for this process; PGlite has no lock of its own and two writers lose rows in silence.
 * Returns the release. Throws DataDirInUse if somebody alive holds it. A lock left by a dead process is taken over.
 */
export const lockDataDir = (dataDir: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lockPath = join(/* turbopackIgnore: true */ dataDir, 'database.lock')
  const me: Owner = { ...identifyProcess(process.pid), nonce: randomUUID() }
  if (!placeFile(lockPath, me)) takeOver(lockPath, me, dataDir)
  return () => {
    if (readOwner(lockPath)?.nonce === me.nonce) rmSync(lockPath, { force: true })
  }
}

/** Creates the file with its whole content in one step; false if it is there already. */
const placeFile = (path: string, owner: Owner) => {
  const draft = `${path}.${owner.nonce}`
  writeFileSync(draft, JSON.stringify(owner), { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

const readOwner = (path: string): Owner | null => {
  try {
    return Owner.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

const refuseIfAlive = (path: string, dataDir: string) => {
  const owner = readOwner(path)
  if (owner && isSameProcess(owner))
    throw new DataDirInUse(
      `Another Connect Desk (process ${owner.pid}) is using ${dataDir}. Stop it first, or set DATABASE_URL to share one PostgreSQL.`,
    )
}

// The claim keeps two newcomers from both removing a dead owner's lock, the second one the lock of the first.
const takeOver = (lockPath: string, me: Owner, dataDir: string) => {
  const claimPath = `${lockPath}.claim`
  refuseIfAlive(lockPath, dataDir)
  refuseIfAlive(claimPath, dataDir)
  if (readOwner(claimPath)) rmSync(claimPath, { force: true })
  if (!placeFile(claimPath, me)) throw new DataDirInUse(`Another Connect Desk is starting on ${dataDir}.`)
  try {
    refuseIfAlive(lockPath, dataDir)
    rmSync(lockPath, { force: true })
    if (!placeFile(lockPath, me)) throw new DataDirInUse(`Another Connect Desk is starting on ${dataDir}.`)
  } finally {
    rmSync(claimPath, { force: true })
  }
}
