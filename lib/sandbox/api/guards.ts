import { createMiddleware } from 'hono/factory'

import { holds, keyForm, type Scope } from '../model/scopes'
import { type ConnectSession, findLiveSession } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { ApiFailure, authFailure } from './answer'
import type { ApiContext, ApiEnv } from './read-request'

const tokenForm = /^nango_connect_session_[a-f0-9]{64}$/

type Caller = { session: ConnectSession } | { scopes: readonly string[] }

/** The five ways in; source: packages/server/lib/middleware/access.middleware.ts. */
export function createGuards(runtime: SandboxRuntime) {
  const key = (bearer: string) => ({ scopes: scopesOfKey(runtime, bearer) })
  const token = (text: string) => ({ session: sessionOfToken(runtime, text) })
  const keyOrToken = (bearer: string) =>
    bearer.startsWith('nango_connect_session_') ? token(bearer) : key(bearer)
  return {
    apiKey: guard((c) => key(readBearer(c))),
    token: guard((c) => token(readBearer(c))),
    apiKeyOrToken: guard((c) => keyOrToken(readBearer(c))),
    queryToken: guard((c) => token(readQueryToken(c))),
    bodyToken: guard((c) => token(readBodyToken(c))),
  }
}

const guard = (callerOf: (c: ApiContext) => Caller) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const caller = callerOf(c)
    c.set('session', 'session' in caller ? caller.session : undefined)
    c.set('scopes', 'scopes' in caller ? caller.scopes : [])
    await next()
  })

const readBearer = (c: ApiContext): string => {
  const header = c.req.header('authorization')
  if (!header) throw authFailure('missing_auth_header')
  const bearer = header.split('Bearer ').pop()
  if (!bearer) throw authFailure('malformed_auth_header')
  return bearer
}

const readQueryToken = (c: ApiContext): string => {
  const token = c.req.query('connect_session_token')
  if (token) return token
  const publicKey = c.req.query('public_key')
  throw authFailure(publicKey && !keyForm.test(publicKey) ? 'invalid_public_key' : 'missing_public_key')
}

/** Of telemetry, which a page sends as it closes and can give no headers. */
const readBodyToken = (c: ApiContext): string => {
  const { body } = c.var
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined
  if (typeof token !== 'string' || token === '') throw authFailure('missing_auth_header')
  return token
}

const scopesOfKey = ({ store }: SandboxRuntime, bearer: string): readonly string[] => {
  if (!keyForm.test(bearer)) throw authFailure('invalid_secret_key_format')
  const scopes = store.keys.get(bearer)
  if (scopes === undefined) throw authFailure('unknown_account')
  return scopes
}

const sessionOfToken = (runtime: SandboxRuntime, token: string): ConnectSession => {
  if (!tokenForm.test(token)) throw authFailure('invalid_connect_session_token_format')
  const session = findLiveSession(runtime, token)
  if (session === undefined) throw authFailure('unknown_connect_session_token')
  return session
}

/** Lets a key with any of the scopes pass; source: packages/server/lib/middleware/scope.middleware.ts. */
export function requireScope(...scopes: [Scope, ...Scope[]]) {
  const names = scopes.map((scope) => `environment:${scope}`)
  const required = names.length > 1 ? `one of: ${names.join(' or ')}` : `: ${names[0]}`
  const message = `Insufficient scope. Required${names.length > 1 ? ' ' : ''}${required}`
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (c.var.session === undefined && !scopes.some((scope) => holds(c.var.scopes, scope)))
      throw new ApiFailure(403, { code: 'forbidden', message })
    await next()
  })
}

const windowMs = 60_000

type Bucket = { endsAtMs: number; used: number }

/**
 * A fixed window of a minute that begins with its first call; calls by key and calls by token are counted apart.
 * Source: packages/server/lib/middleware/ratelimit.middleware.ts.
 */
export function limitRate({ now, rateLimitPerMinute: limit }: SandboxRuntime) {
  const buckets = new Map<string, Bucket>()
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (limit === 0) return next()
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

const currentBucket = (buckets: Map<string, Bucket>, name: string, nowMs: number): Bucket => {
  const found = buckets.get(name)
  if (found !== undefined && found.endsAtMs > nowMs) return found
  const fresh = { endsAtMs: nowMs + windowMs, used: 0 }
  buckets.set(name, fresh)
  return fresh
}
