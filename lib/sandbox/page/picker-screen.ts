import { html } from 'hono/html'

import type { Integration } from '../model/integration'
import { hiddenFields } from './hidden-fields'
import { layout } from './layout'
import type { Html, PageView } from './page-view'

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
    '/connect-ui/integrations',
  )
}
