import 'server-only'
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

import { z } from 'zod'

import { errorCode } from '@/lib/core/error-code'

/** A process beyond its id, which the system uses again: when it started, and in which boot. */
export const ProcessIdentity = z.object({
  pid: z.int().positive(),
  startedAt: z.string().nullable(),
  bootId: z.string().nullable(),
  /** Host name and process namespace: outside them a process id says nothing. */
  place: z.string(),
})
export type ProcessIdentity = z.infer<typeof ProcessIdentity>

export const identifyProcess = (pid: number): ProcessIdentity => ({
  pid,
  startedAt: startOf(pid),
  bootId: readText('/proc/sys/kernel/random/boot_id'),
  place: ownPlace(),
})

const ownPlace = () => {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** Whether a process is, or was, where this one is, so that its id can be looked up here. */
export const isNeighbour = (known: ProcessIdentity) => known.place === ownPlace()

/** Whether that very process is still running. What cannot be told counts as running. */
export const isSameProcess = (known: ProcessIdentity) => {
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
