import 'server-only'
import type { ServerResponse } from 'node:http'

import { isCustomerPath } from '@/lib/core/desk-routes'
import { everyAnswer, plainAnswer } from '@/lib/core/headers'
import { settings } from '@/lib/settings/env'

import { isHttps, isHttpsNow } from './origin'

/**
 * Completes the headers of an answer at the moment they leave, whoever wrote it: a page, a route, Next's own files and
 * errors. What was set by then stays: Next would add a second value to one that stands there before.
 */
export function completeHeaders(response: ServerResponse, path: string) {
  const writeHead = response.writeHead.bind(response)
  const complete = (...head: Parameters<ServerResponse['writeHead']>) => {
    const strict = isHttps() ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}
    // Without https browsers say nothing of where a form is from but by this header, and the customer's page has forms.
    if (isCustomerPath(path) && !isHttpsNow()) response.setHeader('Referrer-Policy', 'same-origin')
    for (const [name, value] of Object.entries({ ...plainAnswer, ...everyAnswer, ...strict }))
      if (!response.hasHeader(name) && !response.headersSent) response.setHeader(name, value)
    return writeHead(...head)
  }
  Object.assign(response, { writeHead: complete })
}

/**
 * The policy of a page: own scripts by nonce, no inline style, no third party. A customer's page alone has frames, of `connectUi`, the
 * origin of Nango's Connect UI, and forms that lead there.
 */
export function contentSecurityPolicy(nonce: string, connectUi: string | null = null): string {
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
    `frame-src ${connectUi ?? `'none'`}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self' ${(connectUi ? [connectUi] : providerOrigins()).join(' ')}`.trim(),
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
