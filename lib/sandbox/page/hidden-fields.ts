import { html } from 'hono/html'

import type { Html } from './page-view'

/** Carries values through a form post, so that the token stays out of later addresses. */
export function hiddenFields(values: Record<string, string>): Html {
  return html`${Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )}`
}
