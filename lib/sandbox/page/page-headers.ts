import { createMiddleware } from 'hono/factory'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** Scripts of the sandbox's own files only, no strangers, no traces: the address of the first screen holds the token. */
export const pageHeaders = createMiddleware(async (c, next) => {
  await next()
  c.header('Content-Security-Policy', policy)
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Content-Type-Options', 'nosniff')
  if (c.res.headers.get('Cache-Control') === null) {
    c.header('Cache-Control', 'no-store')
  }
})
