import 'server-only'
import type { ServerResponse } from 'node:http'

import { everyAnswer, plainAnswer } from '@/lib/core/headers'
import { settings } from '@/lib/settings/env'

import { isHttps } from './origin'

/**
 * Completes the headers of an answer at the moment they leave, whoever wrote it: a page, a route, Next's own files and
 * errors. What was set by then stays: Next would add a second value to one that stands there before.
 */
export function completeHeaders(response: ServerResponse) {
  const writeHead = response.writeHead.bind(response)
  const complete = (...head: Parameters<ServerResponse['writeHead']>) => {
    const strict = isHttps() ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}
    for (const [name, value] of Object.entries({ ...plainAnswer, ...everyAnswer, ...strict }))
      if (!response.hasHeader(name) && !response.headersSent) response.setHeader(name, value)
    return writeHead(...head)
  }
  Object.assign(response, { writeHead: complete })
}

/** The policy of a page: own scripts by nonce, no inline style, no frames, no third party. */
export function contentSecurityPolicy(nonce: string): string {
  const { isProduction } = settings()
  // Next's development server evaluates code and writes style elements.
  const [devScript, devStyle] = isProduction
    ? ['', `'nonce-${nonce}'`]
    : [" 'unsafe-eval'", "'unsafe-inline'"]
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${devScript}`,
    `style-src 'self' ${devStyle}`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `connect-src 'self'${isProduction ? '' : ' ws:'}`,
    // The clock of a hidden page is a worker of one line, which the page's own script writes.
    `worker-src blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self' ${providerOrigins().join(' ')}`.trim(),
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** Browsers hold a form's redirects against `form-action` too: signing in without script leads to a provider. */
const providerOrigins = () => {
  const { google, entra, oidc } = settings().auth
  return [
    ...(google ? ['https://accounts.google.com'] : []),
    ...(entra ? ['https://login.microsoftonline.com'] : []),
    ...(oidc ? [new URL(oidc.issuer).origin] : []),
  ]
}
