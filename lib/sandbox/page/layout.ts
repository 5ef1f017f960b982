import { html } from 'hono/html'

import type { Html, PageView } from './page-view'

/**
 * The frame of every screen: the Sandbox badge, the note and one card. `path` is what the address shows once the
 * script has run.
 */
export function layout(view: PageView, title: string, content: Html, path = ''): Html {
  return html`<!doctype html>
    <html lang="${view.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} · Sandbox</title>
        <link rel="icon" href="/images/template-logos/sandbox.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/connect-ui/style.css" />
        <script src="/connect-ui/connect.js" defer></script>
      </head>
      <body data-path="${path}">
        <header class="banner">
          <p><strong class="badge">Sandbox</strong> <span>${view.texts.sandboxNote}</span></p>
        </header>
        <main class="card">${content}</main>
      </body>
    </html>`
}
