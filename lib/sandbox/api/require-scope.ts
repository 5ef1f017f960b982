import { createMiddleware } from 'hono/factory'

import { holds, type Scope } from '../model/scopes'
import type { ApiEnv } from './api-env'
import { ApiFailure } from './api-failure'

/** Lets a key with any of the scopes pass; source: packages/server/lib/middleware/scope.middleware.ts. */
export function requireScope(...scopes: [Scope, ...Scope[]]) {
  const names = scopes.map((scope) => `environment:${scope}`)
  const required = names.length > 1 ? `one of: ${names.join(' or ')}` : `: ${names[0]}`
  const message = `Insufficient scope. Required${names.length > 1 ? ' ' : ''}${required}`
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (c.var.session === undefined && !scopes.some((scope) => holds(c.var.scopes, scope))) {
      throw new ApiFailure(403, { code: 'forbidden', message })
    }
    await next()
  })
}
