import 'server-only'
import type { Failure } from '@/lib/core/failure'
import type { StaffCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'

/** Calls to Nango that one person's reading may cost in a minute; a search through 5,000 connections costs ten. */
const mostAMinute = 60
/** This part of the account's rate limit is kept for making links: reading rests below it. */
const reservedShare = 5

/**
 * Runs work that reads at Nango because a person looks at something. Each call takes one of the person's allowance; past
 * it, or while little of the account's rate limit is left, calls fail with `rate_limited` or `nango_rate_limited`.
 */
export function readWithinLimit<T>(ctx: StaffCtx, work: () => Promise<T>): Promise<T> {
  return ctx.nango.meter.run(async () => isShort(ctx) ?? (await takeOne(ctx)), work)
}

const takeOne = async ({ db, actor }: StaffCtx): Promise<Failure | null> => {
  const { isSpent, resetSeconds } = await consumeAllowance(db, `reads ${actor.id}`, mostAMinute)
  return isSpent ? { code: 'rate_limited', retryAfterSeconds: resetSeconds } : null
}

const isShort = ({ nango, now }: StaffCtx): Failure | null => {
  const { told } = nango.rate
  if (!told) return null
  const leftMs = told.resetsAt.getTime() - now().getTime()
  const isLow = told.remaining * reservedShare <= told.limit
  return isLow && leftMs > 0 ? { code: 'nango_rate_limited', retryAfterSeconds: leftMs / 1000 } : null
}
