import { createMiddleware } from 'hono/factory'

import type { ApiEnv } from './api-env'
import { ApiFailure } from './api-failure'
import { parseJson } from './parse-json'

/**
 * Reads the body as Nango's body parser does, before anything else of a call: its refusals carry no rate limit headers.
 * Only `application/json` is parsed, in UTF-8 or UTF-16. Other types that begin so are let through as bytes; a charset
 * that is no UTF is a server error there. Types are compared in lower case by the parser and as they are by the check.
 */
export const readJsonBody = createMiddleware<ApiEnv>(async (c, next) => {
  const contentType = c.req.header('content-type')
  const bytes = c.req.method === 'GET' ? new Uint8Array() : new Uint8Array(await c.req.arrayBuffer())
  c.set('body', bodyOf(contentType, bytes))
  if (contentType !== undefined && !contentType.startsWith('application/json')) {
    throw new ApiFailure(415, {
      code: 'invalid_content_type',
      message: 'Content-Type header must be application/json',
    })
  }
  return next()
})

function bodyOf(contentType: string | undefined, bytes: Uint8Array): unknown {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  if (type.trim() !== 'application/json')
    return bytes.length > 0 && type !== '' ? Object.fromEntries(bytes.entries()) : undefined
  const charset =
    parameters.map((one) => /^\s*charset="?([^"]*)"?\s*$/.exec(one)?.[1]).find(Boolean) ?? 'utf-8'
  if (!charset.startsWith('utf-')) throw new Error(`unsupported charset "${charset}"`)
  if (bytes.length === 0) return {}
  return parseJson(new TextDecoder(charset === 'utf-16' ? 'utf-16le' : charset).decode(bytes))
}
