import { createMiddleware } from 'hono/factory'

import type { ApiEnv } from './api-env'
import { ApiFailure } from './api-failure'

/** Runs before authentication, as Nango's body parser does: its refusals carry no rate limit headers. */
export const readJsonBody = createMiddleware<ApiEnv>(async (c, next) => {
  const text = c.req.method === 'GET' ? '' : await c.req.text()
  if (text === '') {
    c.set('body', {})
    return next()
  }
  const contentType = c.req.header('content-type') ?? ''
  if (!/^application\/json\b/i.test(contentType)) {
    throw new ApiFailure(415, {
      code: 'invalid_content_type',
      message: 'Content-Type header must be application/json',
    })
  }
  c.set('body', parseJson(text))
  return next()
})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ApiFailure(400, {
      code: 'invalid_json',
      message: error instanceof SyntaxError ? error.message : 'Invalid JSON',
    })
  }
}
