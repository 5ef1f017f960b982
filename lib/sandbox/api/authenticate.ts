import { timingSafeEqual } from 'node:crypto'

import { createMiddleware } from 'hono/factory'

import { type ConnectSession, findLiveSession } from '../model/connect-session'
import type { SandboxRuntime } from '../runtime'
import type { ApiContext, ApiEnv } from './api-env'
import { authFailure } from './auth-failures'

const keyForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
const tokenForm = /^nango_connect_session_[a-f0-9]{64}$/

/** The four ways in; source: packages/server/lib/middleware/access.middleware.ts. */
export function createGuards(runtime: SandboxRuntime) {
  const keyOrToken = (bearer: string) =>
    bearer.startsWith('nango_connect_session_') ? sessionOfToken(runtime, bearer) : checkKey(runtime, bearer)
  return {
    apiKey: guard((c) => checkKey(runtime, readBearer(c))),
    token: guard((c) => sessionOfToken(runtime, readBearer(c))),
    apiKeyOrToken: guard((c) => keyOrToken(readBearer(c))),
    queryToken: guard((c) => sessionOfToken(runtime, readQueryToken(c))),
  }
}

function guard(sessionOf: (c: ApiContext) => ConnectSession | undefined) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    c.set('session', sessionOf(c))
    await next()
  })
}

function readBearer(c: ApiContext): string {
  const header = c.req.header('authorization')
  if (!header) {
    throw authFailure('missing_auth_header')
  }
  const bearer = header.split('Bearer ').pop()
  if (!bearer) {
    throw authFailure('malformed_auth_header')
  }
  return bearer
}

function readQueryToken(c: ApiContext): string {
  const token = c.req.query('connect_session_token')
  if (!token) {
    throw authFailure('missing_public_key')
  }
  return token
}

function checkKey(runtime: SandboxRuntime, bearer: string): undefined {
  if (!keyForm.test(bearer)) {
    throw authFailure('invalid_secret_key_format')
  }
  if (!timingSafeEqual(Buffer.from(bearer.toLowerCase()), Buffer.from(runtime.apiKey.toLowerCase()))) {
    throw authFailure('unknown_account')
  }
  return undefined
}

function sessionOfToken(runtime: SandboxRuntime, token: string): ConnectSession {
  if (!tokenForm.test(token)) {
    throw authFailure('invalid_connect_session_token_format')
  }
  const session = findLiveSession(runtime, token)
  if (session === undefined) {
    throw authFailure('unknown_connect_session_token')
  }
  return session
}
