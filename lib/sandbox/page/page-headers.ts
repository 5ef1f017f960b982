import { createMiddleware } from 'hono/factory'

const rules = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
]

/**
 * Scripts of the sandbox's own files only, no traces: the address of the first screen holds the token. Any page may put the
 * customer's in a frame, since Connect UI names no ancestors; none a provider's.
 */
export function pageHeaders(...more: string[]) {
  return createMiddleware(async (c, next) => {
    await next()
    c.header('Content-Security-Policy', [...rules, ...more].join('; '))
    c.header('Referrer-Policy', 'no-referrer')
    c.header('X-Content-Type-Options', 'nosniff')
    if (c.res.headers.get('Cache-Control') === null) c.header('Cache-Control', 'no-store')
  })
}
