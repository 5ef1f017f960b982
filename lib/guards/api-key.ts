import 'server-only'
import { authenticateKey } from '@/lib/api-keys/authenticate'
import { toProblem } from '@/lib/api/problem'
import type { ApiScope } from '@/lib/core/actor'
import type { Doing, Failure } from '@/lib/core/failure'
import { fail, type Result } from '@/lib/core/result'
import { KeyCtx } from '@/lib/ctx'
import { type Allowance, consumeAddressAllowance, consumeAllowance } from '@/lib/db/allowances'
import { openDatabase, type Db } from '@/lib/db/open'
import { requestId } from '@/lib/log'
import { openNango } from '@/lib/nango/client'
import { settings } from '@/lib/settings/env'

import { guardFaults } from './staff-action'

type Operation = { scope: ApiScope; doing: Doing }

/**
 * The guard of every route of internal tools: the key of the `Authorization` header, its rate limit, its scope, then the
 * work, whose value is the answer's body. Cookies count for nothing, so no page can act for a person here. Never throws.
 */
export async function answerTool<T>(
  request: Request,
  { scope, doing }: Operation,
  work: (ctx: KeyCtx) => Promise<Result<T>>,
): Promise<Response> {
  let allowance: Allowance | null = null
  const result = await guardFaults(async (): Promise<Result<T>> => {
    const caller = await identify(request)
    allowance = caller.allowance
    if (allowance.isSpent) return fail({ code: 'rate_limited', retryAfterSeconds: allowance.resetSeconds })
    const { ctx } = caller
    if (!ctx) return fail({ code: 'key_invalid' })
    if (!ctx.actor.scopes.includes(scope)) return fail({ code: 'key_lacks_scope', detail: scope })
    return work(ctx)
  })
  const headers = { 'Cache-Control': 'no-store', ...(allowance ? rateLimitHeaders(allowance) : {}) }
  return result.ok ? Response.json(result.value, { headers }) : refuse(result.failure, doing, headers)
}

/** Who calls, and what is left to them: to the key, or without a good one to the address. */
const identify = async (request: Request): Promise<{ ctx: KeyCtx | null; allowance: Allowance }> => {
  const { db } = await openDatabase()
  const ctx = await keyCtx(request, db)
  const allowance = ctx
    ? await consumeAllowance(db, `key ${ctx.actor.id}`, settings().rateLimits.perKey)
    : await consumeAddressAllowance('bad key')
  return { ctx, allowance }
}

const now = () => new Date()

const bearer = /^Bearer +(?<key>\S+) *$/i

/** What a request's `Authorization` header says after Bearer; undefined without one. */
export function readBearer(request: Request): string | undefined {
  return bearer.exec(request.headers.get('authorization') ?? '')?.groups?.['key']
}

const keyCtx = async (request: Request, db: Db): Promise<KeyCtx | null> => {
  const key = readBearer(request)
  const actor = key === undefined ? null : await authenticateKey(db, key, now())
  return actor && new KeyCtx({ actor, db, nango: openNango(), now })
}

const rateLimitHeaders = ({ limit, remaining, resetSeconds }: Allowance) => ({
  'RateLimit-Limit': String(limit),
  'RateLimit-Remaining': String(remaining),
  'RateLimit-Reset': String(resetSeconds),
})

const refuse = (failure: Failure, doing: Doing, headers: Record<string, string>): Response => {
  const id = requestId()
  const problem = toProblem(id === undefined ? failure : { ...failure, requestId: id }, doing)
  const { code, status } = problem
  const waitSeconds = code === 'intent_in_flight' ? 1 : failure.retryAfterSeconds
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      ...headers,
      'Content-Type': 'application/problem+json',
      ...(waitSeconds === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(waitSeconds))) }),
      ...(code === 'key_invalid' ? { 'WWW-Authenticate': 'Bearer' } : {}),
    },
  })
}
