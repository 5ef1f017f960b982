import { html } from 'hono/html'

import { type Integration, isOAuth } from '../model/integration'
import type { TypedFields } from '../model/provider-calls'
import type { FormField } from './form-fields'
import { popupNotices, rejectionEvent } from './frame-texts'
import { hiddenFields, type Html, layout, logo, type PageView } from './layout'
import type { Texts } from './texts'

/** The address of the success screen: it holds no token, and a reload connects nothing again. */
export function donePath({ uniqueKey }: Integration, { language, theme }: PageView): string {
  const facts = { integration: uniqueKey, lang: language, ...(theme !== '' && { theme }) }
  return `/connect-ui/done?${new URLSearchParams(facts).toString()}`
}

export type FormState = {
  /** What the page keeps from screen to screen. */
  carried: Record<string, string>
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
  const { integration, fields, faults, isRejected } = state
  const title = texts.connectTitle(integration.displayName)
  const carried = hiddenFields(state.carried)
  const focus = fields.find(({ name }) => name in faults) ?? (state.isRejected ? fields.at(-1) : undefined)
  return layout(
    view,
    title,
    html`<div id="start">
        ${logo(integration.provider)}
        <h1>${title}</h1>
        <p class="soft">${introduction(integration, texts)}</p>
        ${state.isRejected ? html`<p class="alert" role="alert">${texts.rejected}</p>` : ''}
        <form
          method="post"
          action="/connect-ui/connect"
          autocomplete="off"
          novalidate
          data-touched="${String(Object.keys(state.typed).length > 0)}"
          ${popupFacts(view, state)}
        >
          ${carried} ${hiddenFields({ integration: integration.uniqueKey })}
          ${fields.map((field) => fieldRow(field, state, field === focus))}
          <button class="button">${texts.connect}</button>
        </form>
        ${state.hasPicker ? backForm(carried, texts.back) : ''}
      </div>
      ${isOAuth(integration) ? failureSection(texts) : ''}`,
    { path: '/connect-ui/go', event: isRejected ? rejectionEvent(view, integration) : undefined },
  )
}

const introduction = (integration: Integration, texts: Texts): string => {
  if (isOAuth(integration)) return texts.oauthHint(integration.displayName)
  return integration.definition.auth_mode === 'NONE'
    ? texts.noneHint(integration.displayName)
    : texts.secretHint
}

const fieldRow = (field: FormField, { typed, faults, isRejected }: FormState, hasFocus: boolean): Html => {
  const { name, label, isSecret, isRequired, pattern = '', suffix = '' } = field
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
        aria-required="${String(isRequired)}"
        aria-invalid="${String(isBad)}"
        aria-describedby="${name}-note"
        data-pattern="${pattern}"
        ${hasFocus ? 'autofocus' : ''}
      />
      ${suffix && html`<span class="suffix">${suffix}</span>`}
    </div>
    ${fieldNote(field, fault)}
  </div>`
}

const fieldNote = ({ name, hint = '' }: FormField, fault: string | undefined): Html =>
  html`<p id="${name}-note" class="${fault === undefined ? 'hint' : 'fault'}">${fault ?? hint}</p>`

/** What the script needs to open the provider in a pop-up; none for integrations that have no provider's page. */
const popupFacts = (view: PageView, { integration, carried }: FormState): Html | string => {
  if (!isOAuth(integration)) return ''
  const { connecting, popupBlocked, popupClosed, failedGeneric } = view.texts
  const query = new URLSearchParams({
    connect_session_token: carried['session_token'] ?? '',
    lang: view.language,
  })
  const address = `/oauth/connect/${encodeURIComponent(integration.uniqueKey)}?${query.toString()}`
  return html`data-popup="${address}" data-done="${donePath(integration, view)}"
  data-detect="${carried['detectClosedAuthWindow'] ?? 'false'}" data-connecting="${connecting}"
  data-blocked="${popupBlocked}" data-closed="${popupClosed}" data-failed="${failedGeneric}"
  data-notices="${JSON.stringify(popupNotices(view))}"`
}

/** Shown by the script after a failed try. */
const failureSection = ({ failedTitle, backToForm }: Texts): Html =>
  html`<div id="failure" class="notice" hidden>
    <h1 tabindex="-1">${failedTitle}</h1>
    <p role="alert"></p>
    <div class="stack"><button class="button" type="button">${backToForm}</button></div>
  </div>`

const backForm = (carried: Html, back: string): Html =>
  html`<form class="stack" method="post" action="/connect-ui/">
    ${carried}<button class="button quiet">${back}</button>
  </form>`
