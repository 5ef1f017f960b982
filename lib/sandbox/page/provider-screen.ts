import { html } from 'hono/html'

import { type Integration, scopesOf } from '../model/integration'
import { hiddenFields } from './hidden-fields'
import { layout } from './layout'
import type { Html, PageView } from './page-view'

/** The imitated consent page of a provider; both answers go to the callback, as a real provider's do. */
export function providerScreen(view: PageView, integration: Integration, state: string): Html {
  const { texts } = view
  const title = texts.providerTitle(integration.displayName)
  return layout(
    view,
    title,
    html`<img
        class="logo"
        src="/images/template-logos/${integration.provider}.svg"
        alt=""
        width="48"
        height="48"
      />
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
