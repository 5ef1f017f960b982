import type { Context } from 'hono'

import { catalogue, findIntegration } from '../model/catalogue'
import { type ConnectSession, findLiveSession, isAllowed } from '../model/connect-session'
import type { Integration } from '../model/integration'
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
  const chosen = chosenIntegration(session, input['integration'])
  return chosen === undefined
    ? c.html(pickerScreen(view, token, allowedIntegrations(session)))
    : c.html(formScreen(view, emptyForm(view, session, chosen)))
}

export function emptyForm({ texts }: PageView, session: ConnectSession, integration: Integration): FormState {
  return {
    token: session.token,
    integration,
    fields: formFields(session, integration, texts),
    hasPicker: allowedIntegrations(session).length > 1,
    typed: {},
    faults: {},
    isRejected: false,
  }
}

export function chosenIntegration(session: ConnectSession, key: string | undefined): Integration | undefined {
  const allowed = allowedIntegrations(session)
  const picked = key === undefined ? undefined : findIntegration(key)
  if (picked !== undefined && allowed.includes(picked)) {
    return picked
  }
  return allowed.length === 1 ? allowed[0] : undefined
}

function allowedIntegrations(session: ConnectSession): Integration[] {
  return catalogue.filter(({ uniqueKey }) => isAllowed(session, uniqueKey))
}
