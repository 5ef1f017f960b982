import { randomUUID } from 'node:crypto'

import type { Context } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { answerPage } from '../page/layout'

export type ApiError = {
  code: string
  message?: string
  payload?: Record<string, unknown>
  errors?: { code: string | undefined; message: string; path: string[] }[]
  method?: string
  path?: string
}

/** A refusal in the words of Nango's API: the body is `{ error }`. */
export class ApiFailure extends Error {
  readonly status: ContentfulStatusCode
  readonly error: ApiError

  constructor(status: ContentfulStatusCode, error: ApiError) {
    super(error.code)
    this.status = status
    this.error = error
  }
}

/** Messages of packages/shared/lib/utils/error.ts. */
const messages = {
  missing_auth_header: 'The request is missing the Authorization header.',
  malformed_auth_header: 'The Authorization header is malformed.',
  invalid_secret_key_format: 'The provided secret key is not a UUID v4.',
  unknown_account: 'The provided authorization header does not match any account.',
  missing_public_key: 'The request is missing a valid public key parameter.',
  invalid_public_key: 'The provided public key is not a UUID v4.',
  invalid_connect_session_token_format:
    'The provided connect session token is not following correct format: nango_connect_session_RANDOM)',
  unknown_connect_session_token: 'The provided connect session token does not match any account.',
}

export function authFailure(code: keyof typeof messages): ApiFailure {
  return new ApiFailure(401, { message: `Authentication failed. ${messages[code]}`, code, payload: {} })
}

/** JSON as Nango's server labels it. */
export function answerJson(c: Context, body: unknown, status: ContentfulStatusCode = 200): Response {
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/json; charset=utf-8' })
}

/** Turns anything thrown into an answer; what is unknown never shows its own text. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof ApiFailure) return answerJson(c, { error: error.error }, error.status)
  const message = `An error occurred. Please contact support with this unique id: "${randomUUID()}"`
  return answerJson(c, { error: { code: 'generic_error_support', message, payload: {} } }, 500)
}

/** Nango's public routes that the sandbox does not imitate; source: packages/server/lib/routes.public.ts. */
const unmade =
  /^\/(sync|records|proxy|scripts|mcp|action|actions|v1|config|app-auth|app-store-auth|webhook|api\/v1|auth|functions|connections?\/[^/]+\/metadata)(\/|$)/i

/** 501 for what a real Nango can and the sandbox cannot; else the page that its server shows for any unknown address. */
export function answerUnknown(c: Context): Response | Promise<Response> {
  const { method } = c.req
  const path = new URL(c.req.url).pathname
  if (unmade.test(path)) {
    const message = `The sandbox does not imitate ${method} ${path}.`
    return answerJson(c, { error: { code: 'not_implemented', message } }, 501)
  }
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Error</title>
      </head>
      <body>
        <pre>Cannot ${method} ${path}</pre>
      </body>
    </html> `
  return answerPage(c, page, 404)
}
