import { html } from 'hono/html'

import { layout } from './layout'
import type { Html, PageView } from './page-view'

export type Notice = {
  isGood: boolean
  title: string
  lines: string[]
}

const check = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12.5l5 5L20 6.5" /></svg>`
const cross = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 6v7M12 17.5v.01" /></svg>`

/** A screen that only tells something: success, failure, expiry, no token. */
export function noticeScreen(view: PageView, { isGood, title, lines }: Notice): Html {
  return layout(
    view,
    title,
    html`<div class="notice">
      <div class="mark ${isGood ? 'good' : ''}">${isGood ? check : cross}</div>
      <h1>${title}</h1>
      ${lines.map((line) => html`<p>${line}</p>`)}
    </div>`,
  )
}

/** Connect UI says it in English whatever the page's language, and no more than this. */
const expiredTitle = 'Your session has expired, please refresh the modal'

export function expiredScreen(view: PageView): Html {
  return noticeScreen(view, { isGood: false, title: expiredTitle, lines: [] })
}

export function directScreen(view: PageView): Html {
  return noticeScreen(view, { isGood: false, title: view.texts.directTitle, lines: [view.texts.directText] })
}
