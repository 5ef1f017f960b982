import 'server-only'
import type { Failure } from '@/lib/core/failure'
import { consumeAllowance } from '@/lib/db/allowances'
import { shareRateLimit } from '@/lib/db/nango-states'
import type { Db } from '@/lib/db/open'

import type { Nango } from './client'

/** Of a context only what limits need: who reads, where that is counted, and how little is left. */
type Reader = { db: Db; nango: Nango; now: () => Date; actor: { id: string } }

/** Shares with all processes the rate limit that Nango's last answer to this one named, once. */
export async function shareRate({ nango, db }: Pick<Reader, 'nango' | 'db'>): Promise<void> {
  const { latest, isNew } = nango.rate
  if (!latest || !isNew) return
  nango.rate.isNew = false
  await shareRateLimit(db, nango.host, latest)
}

/** Calls to Nango that one person's reading may cost in a minute; a search through 5,000 connections costs ten. */
const mostAMinute = 60
/** This part of the account's rate limit is kept for creating links: below it nobody may read. */
const reservedShare = 5

/**
 * Runs work that reads at Nango because a person opens a page. Each call consumes one of the person's allowance; past
 * it, or while little of the account's rate limit is left, calls fail with `rate_limited` or `nango_rate_limited`.
 */
export function readWithinLimit<T>(ctx: Reader, work: () => Promise<T>): Promise<T> {
  return ctx.nango.meter.run(async () => isShort(ctx) ?? (await consumeOne(ctx)), work)
}

const consumeOne = async ({ db, actor }: Reader): Promise<Failure | null> => {
  const { isSpent, resetSeconds } = await consumeAllowance(db, `reads ${actor.id}`, mostAMinute)
  return isSpent ? { code: 'rate_limited', retryAfterSeconds: resetSeconds } : null
}

const isShort = ({ nango, now }: Reader): Failure | null => {
  const { latest } = nango.rate
  if (!latest) return null
  const leftMs = latest.resetsAt.getTime() - now().getTime()
  const isLow = latest.remaining * reservedShare <= latest.limit
  return isLow && leftMs > 0 ? { code: 'nango_rate_limited', retryAfterSeconds: leftMs / 1000 } : null
}
