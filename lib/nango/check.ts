import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import { z } from 'zod'

import type { Failure } from '@/lib/core/failure'
import { perProcess } from '@/lib/core/per-process'
import { fail, type Result, succeed } from '@/lib/core/result'

import { callNango } from './call'
import type { Nango } from './client'
import type { ScopeState, ScopeNeed } from './view'

type CheckedNango = NangoProbe & { checkedAt: Date }

type Kept = { begunAt: number; check: Promise<CheckedNango> }

const checks = perProcess('nango checks', () => new WeakMap<Nango, Kept>())

const keptMs = 60_000
/** Somebody who presses "Check again" over and over gets the answer before for so long. */
const leastMs = 5_000

/** What pages that only mention a scope go by. */
const knownMs = 600_000

/** What Nango grants to the key, at most 60 s old, or 5 s when asked `afresh`; shared by everybody of this process. */
export function checkNango(nango: Nango, { afresh }: { afresh: boolean }): Promise<CheckedNango> {
  return checkWithin(nango, afresh ? leastMs : keptMs)
}

/** The same as of at most ten minutes ago; what failed, or lacks a scope that an admin may add, is checked again after 60 s. */
export async function knownCheck(nango: Nango): Promise<CheckedNango> {
  const known = await checkWithin(nango, knownMs)
  const isWell =
    !known.failure && known.scopes.every(({ need, state }) => need !== 'optional' || state === 'granted')
  return isWell ? known : checkWithin(nango, keptMs)
}

const checkWithin = (nango: Nango, oldestMs: number): Promise<CheckedNango> => {
  const kept = checks.get().get(nango)
  if (kept && Date.now() - kept.begunAt < oldestMs) return kept.check
  const check = probeScopes(nango).then((probe) => ({ ...probe, checkedAt: new Date() }))
  checks.get().set(nango, { begunAt: Date.now(), check })
  return check
}

type Probe = {
  /** Without `environment:`. */
  scope: string
  need: ScopeNeed
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  params?: Record<string, string | number>
  data?: object
}

/** Stands in a path for what makes a name that no connection has, and that no other call ever uses again. */
const unique = ':unique'
const nowhere = {
  path: `/connections/connect-desk-probe-${unique}`,
  params: { provider_config_key: 'connect-desk-probe' },
}

/**
 * A call for each scope that changes nothing: scopes are judged before anything else of a request
 * (packages/server/lib/routes.public.ts), so any other refusal than a 403 means that the key has the scope.
 */
const probes: [Probe, ...Probe[]] = [
  { scope: 'integrations:list', need: 'needed', method: 'GET', path: '/integrations' },
  { scope: 'connect_sessions:write', need: 'needed', method: 'POST', path: '/connect/sessions', data: {} },
  { scope: 'connections:list', need: 'needed', method: 'GET', path: '/connections', params: { limit: 1 } },
  { scope: 'connections:read', need: 'needed', method: 'GET', ...nowhere },
  {
    // Asked for with what only this scope allows, judged before the connection is looked for: nothing is refreshed, and
    // no answer holds a secret (packages/server/lib/controllers/connection/connectionId/getConnection.ts).
    scope: 'connections:read_credentials',
    need: 'excessive',
    method: 'GET',
    path: `/connections/connect-desk-credentials-probe-${unique}`,
    params: { ...nowhere.params, refresh_token: 'true' },
  },
  { scope: 'connections:update', need: 'optional', method: 'PATCH', ...nowhere, data: {} },
  { scope: 'connections:delete', need: 'optional', method: 'DELETE', ...nowhere },
]

const ofNango = z.object({ error: z.object({ code: z.string() }) })
const lacking = z.object({ error: z.object({ message: z.string().regex(/environment:/) }) })

type Verdict = 'granted' | 'missing' | 'rejected' | 'forbidden'

/** A page of a proxy in between is none of these. */
const Answer: z.ZodType<Verdict> = z.union([
  z.object({ status: z.literal(200), data: z.looseObject({}) }).transform(() => 'granted' as const),
  z
    .object({ status: z.union([z.literal(400), z.literal(404)]), data: ofNango })
    .transform(() => 'granted' as const),
  z.object({ status: z.literal(401), data: ofNango }).transform(() => 'rejected' as const),
  z.object({ status: z.literal(403), data: lacking }).transform(() => 'missing' as const),
  z.object({ status: z.literal(403), data: ofNango }).transform(() => 'forbidden' as const),
])

const ask = (nango: Nango, { scope, method, path, params = {}, data }: Probe) =>
  callNango(
    nango,
    `probe environment:${scope}`,
    (sdk) =>
      sdk.http.request({
        method,
        url: `${sdk.serverUrl}${path.replace(unique, randomUUID())}`,
        params,
        ...(data ? { data } : {}),
        headers: { Authorization: `Bearer ${sdk.apiKey ?? ''}` },
        validateStatus: (status) => [200, 400, 401, 403, 404].includes(status),
      }),
    Answer,
  )

type ScopeProbe = { scope: string; need: ScopeNeed; state: ScopeState }

type NangoProbe = {
  /** Why Nango or the key is of no use at all; then no scope is known. */
  failure: Failure | null
  scopes: ScopeProbe[]
  /** From sending to receiving the first answer. */
  latencyMs: number | null
  /** The first answer's `Date` header, and between which instants of ours it was written. */
  clock: { date: Date; sentAt: Date; receivedAt: Date } | null
}

/** Asks Nango with one harmless call per scope which ones the key has. The first call decides whether it is worth it. */
const probeScopes = async (nango: Nango): Promise<NangoProbe> => {
  const [first, ...others] = probes
  const answer = await ask(nango, first)
  const unknown = probes.map((probe) => toProbe(probe, 'unknown'))
  if (!answer.ok) return { failure: answer.failure, scopes: unknown, latencyMs: null, clock: null }
  const { sentAt, receivedAt, date } = answer
  const times = {
    latencyMs: receivedAt.getTime() - sentAt.getTime(),
    clock: date && { date, sentAt, receivedAt },
  }
  const firstState = stateOf(answer.value)
  if (!firstState.ok) return { failure: firstState.failure, scopes: unknown, ...times }
  const scopes = others.map(async (probe) => {
    const one = await ask(nango, probe)
    const state = one.ok ? stateOf(one.value) : one
    return toProbe(probe, state.ok ? state.value : 'unknown')
  })
  return {
    failure: null,
    scopes: [toProbe(first, firstState.value), ...(await Promise.all(scopes))],
    ...times,
  }
}

const toProbe = ({ scope, need }: Probe, state: ScopeState): ScopeProbe => ({
  scope: `environment:${scope}`,
  need,
  state,
})

const stateOf = (verdict: Verdict): Result<ScopeState> => {
  if (verdict === 'rejected') return fail({ code: 'nango_key_rejected' })
  return verdict === 'forbidden' ? fail({ code: 'nango_forbidden' }) : succeed(verdict)
}

type HealthProbe = { begunAt: number; isReachable: boolean; running: Promise<boolean> }

/** By host. */
export const nangoProbes = perProcess('nango probes', () => new Map<string, HealthProbe>())

const everyMs = 10_000
const probeMs = 2_000
/** A caller goes on with the answer before rather than wait longer: orchestrators give their own probe about a second. */
const patienceMs = 500

/** Whether Nango answers at all. Asked without a key, at most once in 10 s per process, for all callers together. */
export async function probeNango(host: string): Promise<boolean> {
  const known = nangoProbes.get()
  const last = known.get(host)
  const probe = last && Date.now() - last.begunAt < everyMs ? last : begin(host, last?.isReachable ?? false)
  known.set(host, probe)
  const answered = new AbortController()
  const tooLate = wait(patienceMs, undefined, { signal: answered.signal }).catch(() => {})
  await Promise.race([probe.running, tooLate])
  answered.abort()
  return probe.isReachable
}

const begin = (host: string, wasReachable: boolean): HealthProbe => {
  const probe: HealthProbe = { begunAt: Date.now(), isReachable: wasReachable, running: requestHealth(host) }
  probe.running = probe.running.then((isReachable) => (probe.isReachable = isReachable))
  return probe
}

/** `/health` needs no key (packages/server/lib/routes.ts); even a 4xx comes from something that stands. */
const requestHealth = async (host: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${host}/health`, { redirect: 'manual', signal: AbortSignal.timeout(probeMs) })
    await answer.body?.cancel()
    return answer.status < 500
  } catch {
    return false
  }
}
