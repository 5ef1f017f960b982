import type { Context } from 'hono'
import { html } from 'hono/html'

import { isLanguage, type Language, type Texts, texts } from './texts'

export type Html = ReturnType<typeof html>

/** What every screen is drawn with. */
export type PageView = { language: Language; texts: Texts }

/** The `lang` parameter wins, then the browser's languages, then English; region suffixes do not matter. */
export function pageView(wanted: string | undefined, acceptLanguage: string | undefined): PageView {
  const languages = [wanted ?? '', ...(acceptLanguage ?? '').split(',').toSorted(byWeight)]
  const language = languages.map(primaryTag).find(isLanguage) ?? 'en'
  return { language, texts: texts[language] }
}

const primaryTag = (range: string): string => range.trim().toLowerCase().split(/[-_;]/)[0] ?? ''

const byWeight = (a: string, b: string): number => weight(b) - weight(a)

const weight = (range: string): number => {
  const [, q] = /;\s*q=([\d.]+)/.exec(range) ?? []
  return q === undefined ? 1 : Number(q)
}

/**
 * The frame of every screen: the Sandbox badge, the note and one card. `path` is what the address shows once the
 * script has run.
 */
export function layout(view: PageView, title: string, content: Html, path = ''): Html {
  return html`<!doctype html>
    <html lang="${view.language}">
      <head>
        ${head(`${title} · Sandbox`)}
        <meta name="robots" content="noindex" />
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

/** What the head of every page of the sandbox begins with. */
export function head(title: string): Html {
  return html`<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <link rel="icon" href="/images/template-logos/sandbox.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/connect-ui/style.css" />`
}

/** The logo of a provider. */
export function logo(provider: string): Html {
  return html`<img class="logo" src="/images/template-logos/${provider}.svg" alt="" width="48" height="48" />`
}

/** Carries values through a form post, so that the token stays out of later addresses. */
export function hiddenFields(values: Record<string, string>): Html {
  return html`${Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )}`
}

/** A page as Nango's server labels it. */
export async function answerPage(c: Context, page: Html, status: 200 | 400 | 404): Promise<Response> {
  return c.body(String(await page), status, { 'Content-Type': 'text/html; charset=utf-8' })
}
