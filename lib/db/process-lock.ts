import 'server-only'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { z } from 'zod'

import { errorCode, PlainError } from '@/lib/core/errors'
import { log } from '@/lib/log'
import { explainDataDir } from '@/lib/settings/data-dir'

/** A process beyond its id, which the system uses again: when it started, and in which boot. */
const ProcessIdentity = z.object({
  pid: z.int().positive(),
  startedAt: z.string().nullable(),
  bootId: z.string().nullable(),
  /** Host name and process namespace: outside them a process id says nothing. */
  place: z.string(),
})
type ProcessIdentity = z.infer<typeof ProcessIdentity>

export function identifyProcess(pid: number): ProcessIdentity {
  return {
    pid,
    startedAt: startOf(pid),
    bootId: readText('/proc/sys/kernel/random/boot_id'),
    place: ownPlace(),
  }
}

const ownPlace = () => {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** Whether a process is, or was, where this one is, so that its id can be checked here. */
const isNeighbour = (known: ProcessIdentity) => {
  return known.place === ownPlace()
}

/** Whether that very process is still running. What cannot be known counts as running. */
const isSameProcess = (known: ProcessIdentity) => {
  if (!isRunning(known.pid)) return false
  const now = identifyProcess(known.pid)
  return now.bootId === known.bootId && now.startedAt === known.startedAt
}

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

const readText = (path: string) => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}

/** Linux: clock ticks since boot, field 22 of /proc/<pid>/stat. Elsewhere what `ps` says. */
const startOf = (pid: number) => {
  const stat = readText(`/proc/${pid}/stat`)
  if (stat) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

/** Thrown when another living process holds the data directory. */
class DataDirInUse extends PlainError {
  override name = 'DataDirInUse'
}

const Owner = ProcessIdentity.extend({ nonce: z.string() })
type Owner = z.infer<typeof Owner>

/** How often a holder shows that it lives, and after how long a silent one elsewhere counts as gone. */
const beatMs = 10_000
const silentMs = 60_000
const lookEveryMs = 200

/**
 * Locks the data directory for this process; PGlite has no lock of its own and two writers lose rows in silence.
 * Returns the release. Throws DataDirInUse if somebody alive holds it. A lock left by a dead process is taken over; what
 * a process elsewhere holds, a container that may have been killed, is waited for until it shows life or was silent for
 * a minute. Throws PlainError where the directory cannot do what a lock needs.
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const lockPath = join(/* turbopackIgnore: true */ dataDir, 'database.lock')
  const me: Owner = { ...identifyProcess(process.pid), nonce: randomUUID() }
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    if (!placeFile(lockPath, me)) await takeOver(lockPath, me, dataDir)
  } catch (error) {
    throw explainDataDir(dataDir, error)
  }
  const beat = setInterval(() => showLife(lockPath), beatMs).unref()
  const release = () => {
    clearInterval(beat)
    process.off('exit', release)
    if (readOwner(lockPath)?.nonce === me.nonce) rmSync(lockPath, { force: true })
  }
  process.once('exit', release)
  return release
}

const showLife = (path: string) => {
  const now = new Date()
  try {
    utimesSync(path, now, now)
  } catch {
    // Somebody removed the lock by hand; the database goes on, unprotected, as they wanted.
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

const beatOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs

const inUse = (owner: Owner | null, dataDir: string) =>
  new DataDirInUse(
    `Another Connect Desk (process ${owner?.pid ?? 'unknown'}) is using ${dataDir}. Stop it first, or set DATABASE_URL to share one PostgreSQL.`,
  )

/**
 * The dead owner of a lock. A process of this machine and container is looked up; of any other, or of an unreadable
 * lock, only the beat is known: it is dead when that stands still until a minute after the last one.
 */
const awaitDeath = async (path: string, dataDir: string): Promise<Owner | null> => {
  const owner = readOwner(path)
  if (owner && isNeighbour(owner)) {
    if (isSameProcess(owner)) throw inUse(owner, dataDir)
    return owner
  }
  await awaitSilence(path, dataDir, owner)
  return owner
}

/** Returns when a lock's beat has stood still for a minute, or the lock is gone. Throws DataDirInUse at a new beat. */
const awaitSilence = async (path: string, dataDir: string, owner: Owner | null) => {
  const beat = beatOf(path)
  if (beat === undefined) return
  // A clock that runs differently elsewhere makes nobody wait longer.
  const restMs = Math.min(silentMs, beat + silentMs - Date.now())
  if (restMs <= 0) return
  const seconds = Math.ceil(restMs / 1000)
  log().warn(
    { dataDir, seconds, process: owner?.pid },
    `another Connect Desk, in another container or on another host, held ${dataDir} until a moment ago: if it is gone, this one starts by itself in ${seconds} s`,
  )
  const until = performance.now() + restMs
  while (performance.now() < until) {
    await wait(lookEveryMs)
    const now = beatOf(path)
    if (now === undefined) return
    if (now !== beat) throw inUse(owner, dataDir)
  }
}

/** Removes a dead owner's file, and only that: one that is another's by now is put back. */
const removeDead = (path: string, dead: Owner | null, me: Owner) => {
  const aside = `${path}.dead.${me.nonce}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  if (readOwner(aside)?.nonce !== dead?.nonce) linkSync(aside, path)
  rmSync(aside, { force: true })
}

// The claim keeps two newcomers from both removing a dead owner's lock, the second one the lock of the first.
const takeOver = async (lockPath: string, me: Owner, dataDir: string) => {
  const claimPath = `${lockPath}.claim`
  const isStarting = () => new DataDirInUse(`Another Connect Desk is starting on ${dataDir}.`)
  const dead = await awaitDeath(lockPath, dataDir)
  removeDead(claimPath, await awaitDeath(claimPath, dataDir), me)
  if (!placeFile(claimPath, me)) throw isStarting()
  try {
    // Who took it over meanwhile is alive.
    const owner = readOwner(lockPath)
    if (owner !== null && owner.nonce !== dead?.nonce) throw inUse(owner, dataDir)
    removeDead(lockPath, dead, me)
    if (!placeFile(lockPath, me)) throw isStarting()
  } finally {
    rmSync(claimPath, { force: true })
  }
}
