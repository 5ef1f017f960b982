import type { Context } from 'hono'
import { html } from 'hono/html'

import { answerPage } from './answer-page'
import type { Html } from './page-view'

/** The last page of the provider's pop-up when all went well; it tells the page that opened it, and closes itself. */
export function successPage(c: Context): Response | Promise<Response> {
  return answerPage(
    c,
    frame(
      html`<h2>Successful connection <span class="good">✅</span></h2>
        <p class="detail">You can close this window.</p>`,
      'nango_oauth_callback_success',
      '',
    ),
    200,
  )
}

/** The same when the flow failed: it stays open, so that the details can be read. English only, as at Nango. */
export function failurePage(c: Context, detail: string): Response | Promise<Response> {
  return answerPage(
    c,
    frame(
      html`<h2>Connection failed <span class="bad">✕</span></h2>
        <p>An error occurred during authorization.</p>
        <p>Please reach out to our support team.</p>
        <details>
          <summary>Show error details</summary>
          <pre>${detail}</pre>
        </details>
        <p class="detail">You can close this window.</p>
        <div hidden>
          <p>Debug (add ?nango_debug=1 to callback URL to show):</p>
          <p>Full URL:</p>
          <p>Query params:</p>
        </div>`,
      'nango_oauth_callback_error',
      detail,
    ),
    400,
  )
}

function frame(content: Html, message: string, detail: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Authorization callback</title>
        <link rel="icon" href="/images/template-logos/sandbox.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/connect-ui/style.css" />
      </head>
      <body>
        <main class="card notice" data-message="${message}" data-detail="${detail}">${content}</main>
        <script src="/connect-ui/callback.js"></script>
      </body>
    </html>`
}
