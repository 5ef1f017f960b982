import { html } from 'hono/html'

import { type Integration, isOAuth } from '../model/integration'
import type { TypedFields } from '../model/try-credentials'
import type { FormField } from './form-fields'
import { hiddenFields } from './hidden-fields'
import { layout } from './layout'
import type { Html, PageView } from './page-view'
import type { Texts } from './texts'

export type FormState = {
  token: string
  integration: Integration
  fields: FormField[]
  hasPicker: boolean
  typed: TypedFields
  faults: Record<string, string>
  isRejected: boolean
}

/** The form of one integration; typed text comes back after a fault, secrets do not. */
export function formScreen(view: PageView, state: FormState): Html {
  const { texts } = view
  const { integration, fields, faults } = state
  const title = texts.connectTitle(integration.displayName)
  const carried = hiddenFields({ session_token: state.token, lang: view.language })
  const focus = fields.find(({ name }) => name in faults) ?? (state.isRejected ? fields.at(-1) : undefined)
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
      <p class="soft">${introduction(integration, texts)}</p>
      ${state.isRejected ? html`<p class="alert" role="alert">${texts.rejected}</p>` : ''}
      <form method="post" action="/connect-ui/connect" autocomplete="off" novalidate>
        ${carried} ${hiddenFields({ integration: integration.uniqueKey })}
        ${fields.map((field) => fieldRow(field, state, field === focus))}
        <button class="button">${texts.connect}</button>
      </form>
      ${state.hasPicker ? backForm(carried, texts) : ''}`,
  )
}

function introduction(integration: Integration, texts: Texts): string {
  if (isOAuth(integration)) {
    return texts.oauthHint(integration.displayName)
  }
  return integration.authMode === 'NONE' ? texts.noneHint(integration.displayName) : texts.secretHint
}

function fieldRow(field: FormField, { typed, faults, isRejected }: FormState, hasFocus: boolean): Html {
  const { name, label, isSecret, isRequired, suffix = '' } = field
  const fault = faults[name]
  const isBad = fault !== undefined || (isRejected && isSecret)
  const shown = isSecret ? { type: 'password', value: '' } : { type: 'text', value: typed[name] ?? '' }
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <div class="box ${isBad ? 'bad' : ''}">
      <input
        id="${name}"
        name="${name}"
        type="${shown.type}"
        value="${shown.value}"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        aria-required="${isRequired}"
        aria-invalid="${isBad}"
        aria-describedby="${name}-note"
        ${hasFocus ? 'autofocus' : ''}
      />
      ${suffix && html`<span class="suffix">${suffix}</span>`}
    </div>
    ${fieldNote(field, fault)}
  </div>`
}

function fieldNote({ name, hint = '' }: FormField, fault: string | undefined): Html {
  return html`<p id="${name}-note" class="${fault === undefined ? 'hint' : 'fault'}">${fault ?? hint}</p>`
}

function backForm(carried: Html, texts: Texts): Html {
  return html`<form class="stack" method="post" action="/connect-ui/">
    ${carried}<button class="button quiet">${texts.back}</button>
  </form>`
}
