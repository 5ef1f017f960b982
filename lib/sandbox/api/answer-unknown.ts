import type { Context } from 'hono'
import { html } from 'hono/html'

import { answerPage } from '../page/answer-page'
import { answerJson } from './answer-json'

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
