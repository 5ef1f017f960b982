import { html } from 'hono/html'

import { type Integration, scopesOf } from '../model/integration'
import { type Facts, hiddenFields, type Html, layout, logo, type PageView } from './layout'

export type Notice = {
  isGood: boolean
  title: string
  lines: string[]
  /** Whether it is the success, after which a tab or a frame can be closed. */
  isEnd?: boolean
}

const check = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12.5l5 5L20 6.5" /></svg>`
const cross = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 6v7M12 17.5v.01" /></svg>`

/** A screen that only says something: success, failure, expiry, no token. */
export function noticeScreen(
  view: PageView,
  { isGood, title, lines, isEnd = false }: Notice,
  facts: Facts = {},
): Html {
  return layout(
    view,
    title,
    html`<div class="notice">
      <div class="mark ${isGood ? 'good' : ''}">${isGood ? check : cross}</div>
      <h1>${title}</h1>
      ${lines.map((line) => html`<p>${line}</p>`)} ${isEnd ? ending(view) : ''}
    </div>`,
    facts,
  )
}

const ending = ({ texts }: PageView): Html =>
  html`<p class="top-only">${texts.closeTab}</p>
    <div class="stack framed-only">
      <button class="button" type="button" data-leave>${texts.finish}</button>
    </div>`

/** Connect UI says it in English whatever the page's language, and no more than this. */
const expiredTitle = 'Your session has expired, please refresh the modal'

export function expiredScreen(view: PageView): Html {
  return noticeScreen(view, { isGood: false, title: expiredTitle, lines: [] })
}

export function directScreen(view: PageView): Html {
  const { directTitle, directText } = view.texts
  return noticeScreen(
    view,
    { isGood: false, title: directTitle, lines: [directText] },
    { isWaiting: view.isFirst },
  )
}

const elsewhereTitle = 'An error occurred. Please refresh your page or contact our support.'

/** Where a frame asks another server than this one for the session, since its address has no `apiURL`, or not ours. */
export function elsewhereScreen(view: PageView): Html {
  return noticeScreen(view, { isGood: false, title: elsewhereTitle, lines: [] })
}

/** The list of integrations that a link allows, when there is more than one. */
export function pickerScreen(
  view: PageView,
  carriedValues: Record<string, string>,
  integrations: Integration[],
): Html {
  const { pickTitle, pickHint } = view.texts
  return layout(
    view,
    pickTitle,
    html`<h1>${pickTitle}</h1>
      <p class="soft">${pickHint}</p>
      <form method="post" action="/connect-ui/">
        ${hiddenFields(carriedValues)}
        <ul class="picks">
          ${integrations.map(
            ({ uniqueKey, provider, displayName }) =>
              html`<li>
                <button class="pick" name="integration" value="${uniqueKey}">
                  <img
                    src="/images/template-logos/${provider}.svg"
                    alt=""
                    width="36"
                    height="36"
                  />${displayName}
                </button>
              </li>`,
          )}
        </ul>
      </form>`,
    { path: '/connect-ui/integrations' },
  )
}

/** The imitated consent page of a provider; both answers go to the callback, as a real provider's do. */
export function providerScreen(view: PageView, integration: Integration, state: string): Html {
  const { texts } = view
  const title = texts.providerTitle(integration.displayName)
  return layout(
    view,
    title,
    html`${logo(integration.provider)}
      <h1>${title}</h1>
      <p class="soft">${texts.providerHint(integration.displayName)}</p>
      <p>${texts.providerAsks}</p>
      <ul class="scopes">
        ${scopesOf(integration).map((scope) => html`<li>${scope}</li>`)}
      </ul>
      <div class="stack">
        <form method="get" action="/oauth/callback">
          ${hiddenFields({ code: 'sandbox-code', state })}<button class="button">${texts.allow}</button>
        </form>
        <form method="get" action="/oauth/callback">
          ${hiddenFields({ error: 'access_denied', error_description: 'The user denied access', state })}
          <button class="button quiet">${texts.deny}</button>
        </form>
      </div>`,
  )
}
