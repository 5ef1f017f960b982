import type { Context } from 'hono'

import { type ConnectSession, findLiveSession, isAllowed } from '../model/connect-session'
import { inListOrder, type Integration } from '../model/integration'
import { findIntegration } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { formFields } from './form-fields'
import { type FormState, formScreen } from './form-screen'
import { directScreen, expiredScreen } from './notice-screen'
import { type PageView, pageView } from './page-view'
import { pickerScreen } from './picker-screen'

export type PageInput = Record<string, string>

export function viewOf(c: Context, input: PageInput): PageView {
  return pageView(input['lang'], c.req.header('accept-language'))
}

/** GET and POST /connect-ui/: the picker, or the form of the one integration that is allowed or was picked. */
export function showScreen(
  runtime: SandboxRuntime,
  c: Context,
  input: PageInput,
): Response | Promise<Response> {
  const view = viewOf(c, input)
  const token = input['session_token'] ?? ''
  if (token === '') {
    return c.html(directScreen(view))
  }
  const session = findLiveSession(runtime, token)
  if (session === undefined) {
    return c.html(expiredScreen(view))
  }
  const chosen = chosenIntegration(runtime, session, input['integration'])
  return chosen === undefined
    ? c.html(pickerScreen(view, carried(view, token, input), allowedIntegrations(runtime, session)))
    : c.html(formScreen(view, emptyForm(runtime, view, { session, integration: chosen, input })))
}

/** What a page keeps from screen to screen, out of its address. */
export function carried(view: PageView, token: string, input: PageInput): Record<string, string> {
  const detect = input['detectClosedAuthWindow'] === 'true' ? 'true' : 'false'
  return { session_token: token, lang: view.language, detectClosedAuthWindow: detect }
}

type Chosen = { session: ConnectSession; integration: Integration; input: PageInput }

export function emptyForm(
  runtime: SandboxRuntime,
  view: PageView,
  { session, integration, input }: Chosen,
): FormState {
  return {
    carried: carried(view, session.token, input),
    integration,
    fields: formFields(session, integration, view.texts),
    hasPicker: allowedIntegrations(runtime, session).length > 1,
    typed: {},
    faults: {},
    isRejected: false,
  }
}

export function chosenIntegration(
  runtime: SandboxRuntime,
  session: ConnectSession,
  key: string | undefined,
): Integration | undefined {
  const allowed = allowedIntegrations(runtime, session)
  const picked = key === undefined ? undefined : findIntegration(runtime.store, key)
  if (picked !== undefined && allowed.includes(picked)) {
    return picked
  }
  return allowed.length === 1 ? allowed[0] : undefined
}

function allowedIntegrations({ store }: SandboxRuntime, session: ConnectSession): Integration[] {
  return inListOrder(store.integrations).filter(({ uniqueKey }) => isAllowed(session, uniqueKey))
}
