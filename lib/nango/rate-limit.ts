import 'server-only'
import { z } from 'zod'

/**
 * What Nango last said of the account's rate limit; instants on our clock. `blockedUntil` is set by a 429 and lifted by
 * any other answer. Source: packages/server/lib/middleware/ratelimit.middleware.ts.
 */
export type RateLimit = { limit: number; remaining: number; resetsAt: Date; blockedUntil: Date | null }

const Headers = z.object({
  'x-ratelimit-limit': z.coerce.number().int().min(0),
  'x-ratelimit-remaining': z.coerce.number().int().min(0),
  'x-ratelimit-reset': z.coerce.number().min(0),
  'retry-after': z.coerce.number().catch(60),
  date: z.string().optional(),
})

/** The rate limit in an answer's headers, or null where none is. */
export const readRateLimit = (status: number, headers: unknown, now: Date): RateLimit | null => {
  const parsed = Headers.safeParse(headers)
  if (!parsed.success) return null
  const told = parsed.data
  const nangoNowMs = Date.parse(told.date ?? '') || now.getTime()
  const waitMs = Math.max(1, told['retry-after']) * 1000
  return {
    limit: told['x-ratelimit-limit'],
    remaining: told['x-ratelimit-remaining'],
    resetsAt: new Date(now.getTime() + Math.max(0, told['x-ratelimit-reset'] * 1000 - nangoNowMs)),
    blockedUntil: status === 429 ? new Date(now.getTime() + waitMs) : null,
  }
}
