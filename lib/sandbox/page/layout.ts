import type { Context } from 'hono'
import { html, raw } from 'hono/html'

import type { FrameEvent, FrameTexts } from './frame-texts'
import { isLanguage, type Language, type Texts } from './texts'

export type Html = ReturnType<typeof html>

/** What every screen is drawn with. */
export type PageView = {
  language: Language
  texts: Texts & FrameTexts
  /** What the address asks for; a browser's own where it asks for none. */
  theme: 'light' | 'dark' | ''
  /** Faults of the page, by name, with spaces between them. */
  faults: string
  /** Whether this is the page that the address opened, and not a later screen. */
  isFirst: boolean
}

/** The `lang` parameter wins, then the browser's languages, then English; region suffixes do not matter. */
export function toLanguage(wanted: string | undefined, acceptLanguage: string | undefined): Language {
  const languages = [wanted ?? '', ...(acceptLanguage ?? '').split(',').toSorted(byWeight)]
  return languages.map(primaryTag).find(isLanguage) ?? 'en'
}

const primaryTag = (range: string): string => range.trim().toLowerCase().split(/[-_;]/)[0] ?? ''

const byWeight = (a: string, b: string): number => weight(b) - weight(a)

const weight = (range: string): number => {
  const [, q] = /;\s*q=([\d.]+)/.exec(range) ?? []
  return q === undefined ? 1 : Number(q)
}

/** What a screen says to its scripts. */
export type Facts = {
  /** What the address shows once the script has run. */
  path?: string
  /** Whether the screen has no token, and hears of one from the page around it. */
  isWaiting?: boolean
  /** What happened, for the page around it. */
  event?: FrameEvent | undefined
}

/** What surrounds every screen: the Sandbox badge, the note and one card; in a frame also a button that closes it. */
export function layout(view: PageView, title: string, content: Html, facts: Facts = {}): Html {
  const { path = '', isWaiting = false, event } = facts
  const { language, theme, faults } = view
  const marks = [`lang="${language}"`, theme && `class="${theme}"`, faults && `data-faults="${faults}"`]
  const step = isWaiting ? 'waiting' : view.isFirst ? 'first' : ''
  return html`<!doctype html>
    <html ${raw(marks.filter(Boolean).join(' '))}>
      <head>
        ${head(`${title} · Sandbox`)}
        <meta name="robots" content="noindex" />
        <script src="/connect-ui/frame.js"></script>
        <script src="/connect-ui/connect.js" defer></script>
      </head>
      <body data-path="${path}" data-step="${step}" data-event="${event ? JSON.stringify(event) : ''}">
        <header class="banner">
          <p><strong class="badge">Sandbox</strong> <span>${view.texts.sandboxNote}</span></p>
        </header>
        <main class="card">
          <button class="leave framed-only" type="button" data-leave aria-label="${view.texts.close}">
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
          </button>
          ${content}
        </main>
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
