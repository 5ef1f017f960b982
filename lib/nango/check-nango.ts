import 'server-only'
import { perProcess } from '@/lib/process/per-process'

import type { Nango } from './client'
import { type NangoProbe, probeScopes } from './probe-scopes'

export type CheckedNango = NangoProbe & { checkedAt: Date }

type Kept = { begunAt: number; check: Promise<CheckedNango> }

const checks = perProcess('nango checks', () => new WeakMap<Nango, Kept>())

const keptMs = 60_000
/** Somebody who presses "Check again" over and over gets the answer before for so long. */
const leastMs = 5_000

/** What pages that only mention a scope go by. */
const knownMs = 600_000

/** What Nango grants to the key, at most 60 s old, or 5 s when asked `afresh`; shared by everybody of this process. */
export const checkNango = (nango: Nango, { afresh }: { afresh: boolean }): Promise<CheckedNango> =>
  checkWithin(nango, afresh ? leastMs : keptMs)

/** The same as of at most ten minutes ago; what failed, or lacks a scope that an admin may add, is looked up after 60 s. */
export const knownCheck = async (nango: Nango): Promise<CheckedNango> => {
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
