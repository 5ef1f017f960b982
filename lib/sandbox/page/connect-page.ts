import type { Context } from 'hono'

import { authorizeUrl, CannotAuthorize } from '../model/authorize-url'
import { inListOrder, type Integration, isOAuth } from '../model/integration'
import { areRejected } from '../model/provider-calls'
import { saveConnection } from '../model/save-connection'
import {
  beginOAuth,
  type ConnectSession,
  findIntegration,
  findLiveSession,
  isAllowed,
  presetConfig,
  targetConnectionId,
} from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { findFaults, formFields, typedConfig } from './form-fields'
import { donePath, formScreen, type FormState } from './form-screen'
import { type PageView, pageView } from './layout'
import { directScreen, expiredScreen, noticeScreen, pickerScreen } from './screens'

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
  if (token === '') return c.html(directScreen(view))
  const session = findLiveSession(runtime, token)
  if (session === undefined) return c.html(expiredScreen(view))
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

const emptyForm = (
  runtime: SandboxRuntime,
  view: PageView,
  { session, integration, input }: Chosen,
): FormState => {
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

const chosenIntegration = (
  runtime: SandboxRuntime,
  session: ConnectSession,
  key: string | undefined,
): Integration | undefined => {
  const allowed = allowedIntegrations(runtime, session)
  const picked = key === undefined ? undefined : findIntegration(runtime.store, key)
  if (picked !== undefined && allowed.includes(picked)) return picked
  return allowed.length === 1 ? allowed[0] : undefined
}

const allowedIntegrations = ({ store }: SandboxRuntime, session: ConnectSession): Integration[] =>
  inListOrder(store.integrations).filter(({ uniqueKey }) => isAllowed(session, uniqueKey))

/** What the page keeps of a secret that was typed: that there was one. */
const notKept = { kept: 'nothing' }

/**
 * POST /connect-ui/connect: tries the typed credentials, or sets out for the imitated provider where no script opened a
 * pop-up. Nothing typed here is kept.
 */
export function submitForm(
  runtime: SandboxRuntime,
  c: Context,
  input: PageInput,
): Response | Promise<Response> {
  const view = viewOf(c, input)
  const session = findLiveSession(runtime, input['session_token'] ?? '')
  if (session === undefined) return c.html(expiredScreen(view))
  const integration = chosenIntegration(runtime, session, input['integration'])
  if (integration === undefined) return showScreen(runtime, c, input)
  const form = { ...emptyForm(runtime, view, { session, integration, input }), typed: input }
  const faults = findFaults(form.fields, input, view.texts)
  if (Object.keys(faults).length > 0) return c.html(formScreen(view, { ...form, faults }))
  const typed = typedConfig(form.fields, input)
  const config = { ...typed, ...presetConfig(session, integration.uniqueKey) }
  const connectionId = targetConnectionId(runtime, session)
  if (connectionId === undefined) return goneScreen(c, view)
  const flow = { integration, connectionId, session, typedConfig: typed }
  if (isOAuth(integration)) {
    const begun = { ...flow, language: view.language, pageId: undefined }
    const state = beginOAuth(runtime, session, begun)
    try {
      return c.redirect(toOwnPath(authorizeUrl(runtime, { integration, session, config }, state)), 303)
    } catch (error) {
      if (error instanceof CannotAuthorize) return goneScreen(c, view)
      throw error
    }
  }
  const secrets = Object.fromEntries(form.fields.map(({ name }) => [name, input[name]]))
  if (areRejected(runtime, integration, secrets, config))
    return c.html(formScreen(view, { ...form, isRejected: true }))
  saveConnection(runtime, { ...flow, credentials: notKept })
  return c.redirect(donePath(integration, view.language), 303)
}

/** Relative where the sandbox is meant, because the page may be open under another host name than the public one. */
const toOwnPath = (address: string): string => {
  const { pathname, search } = new URL(address)
  return pathname.startsWith('/imitated-provider/') ? `${pathname}${search}` : address
}

/** The connection that this session renews is no more. */
const goneScreen = (c: Context, view: PageView): Response | Promise<Response> => {
  const { failedTitle, failedGone } = view.texts
  return c.html(noticeScreen(view, { isGood: false, title: failedTitle, lines: [failedGone] }))
}
