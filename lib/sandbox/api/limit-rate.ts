import { createMiddleware } from 'hono/factory'

import type { SandboxRuntime } from '../runtime'
import type { ApiEnv } from './api-env'
import { ApiFailure } from './api-failure'

const windowMs = 60_000

type Bucket = { endsAtMs: number; used: number }

/**
 * A fixed window of a minute that begins with its first call; calls by key and calls by token are counted apart.
 * Source: packages/server/lib/middleware/ratelimit.middleware.ts.
 */
export function limitRate({ now, rateLimitPerMinute: limit }: SandboxRuntime) {
  const buckets = new Map<string, Bucket>()
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (limit === 0) {
      return next()
    }
    const nowMs = now().getTime()
    const bucket = currentBucket(buckets, c.var.session === undefined ? 'key' : 'token', nowMs)
    bucket.used += 1
    c.header('X-RateLimit-Limit', String(limit))
    c.header('X-RateLimit-Remaining', String(Math.max(0, limit - bucket.used)))
    c.header('X-RateLimit-Reset', String(Math.floor(bucket.endsAtMs / 1000)))
    if (bucket.used > limit) {
      c.header('Retry-After', String(Math.floor((bucket.endsAtMs - nowMs) / 1000)))
      throw new ApiFailure(429, { code: 'too_many_request', method: c.req.method, path: c.req.path })
    }
    return next()
  })
}

function currentBucket(buckets: Map<string, Bucket>, name: string, nowMs: number): Bucket {
  const found = buckets.get(name)
  if (found !== undefined && found.endsAtMs > nowMs) {
    return found
  }
  const fresh = { endsAtMs: nowMs + windowMs, used: 0 }
  buckets.set(name, fresh)
  return fresh
}
