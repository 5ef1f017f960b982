import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { perProcess } from '@/lib/process/per-process'

type Probe = { begunAt: number; isReachable: boolean; running: Promise<boolean> }

/** By host. */
export const nangoProbes = perProcess('nango probes', () => new Map<string, Probe>())

const everyMs = 10_000
const probeMs = 2_000
/** A caller goes on with the answer before rather than wait longer: orchestrators give their own probe about a second. */
const patienceMs = 500

/** Whether Nango answers at all. Asked without a key, at most once in 10 s per process, for all callers together. */
export const probeNango = async (host: string): Promise<boolean> => {
  const probes = nangoProbes.get()
  const known = probes.get(host)
  const probe =
    known && Date.now() - known.begunAt < everyMs ? known : begin(host, known?.isReachable ?? false)
  probes.set(host, probe)
  const answered = new AbortController()
  const tooLate = wait(patienceMs, undefined, { signal: answered.signal }).catch(() => {})
  await Promise.race([probe.running, tooLate])
  answered.abort()
  return probe.isReachable
}

const begin = (host: string, wasReachable: boolean): Probe => {
  const probe: Probe = { begunAt: Date.now(), isReachable: wasReachable, running: ask(host) }
  probe.running = probe.running.then((isReachable) => (probe.isReachable = isReachable))
  return probe
}

/** `/health` needs no key (packages/server/lib/routes.ts); even a 4xx comes from something that stands. */
const ask = async (host: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${host}/health`, { redirect: 'manual', signal: AbortSignal.timeout(probeMs) })
    await answer.body?.cancel()
    return answer.status < 500
  } catch {
    return false
  }
}
