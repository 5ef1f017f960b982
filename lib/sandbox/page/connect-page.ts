import type { Context } from 'hono'

import { authFailure } from '../api/answer'
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
import type { SandboxFault } from '../options'
import type { SandboxRuntime } from '../runtime'
import { findFaults, formFields, typedConfig } from './form-fields'
import { donePath, formScreen, type FormState } from './form-screen'
import { errorEvent, frameTexts } from './frame-texts'
import { type Facts, type Html, type PageView, toLanguage } from './layout'
import { directScreen, elsewhereScreen, expiredScreen, noticeScreen, pickerScreen } from './screens'
import { texts } from './texts'

export type PageInput = Record<string, string>

const pageFaults = new Set<SandboxFault>(['popup-blocked', 'storage-blocked'])

/** How a screen is drawn, by what its address or form asks for. */
export function viewOf({ faults }: SandboxRuntime, c: Context, input: PageInput): PageView {
  const language = toLanguage(input['lang'], c.req.header('accept-language'))
  const { theme } = input
  return {
    language,
    texts: { ...texts[language], ...frameTexts[language] },
    theme: theme === 'light' || theme === 'dark' ? theme : '',
    faults: [...faults].filter((fault) => pageFaults.has(fault)).join(' '),
    isFirst: false,
  }
}

/** GET and POST /connect-ui/: the picker, or the form of the one integration that is allowed or was picked. */
export function showScreen(
  runtime: SandboxRuntime,
  c: Context,
  input: PageInput,
): Response | Promise<Response> {
  const view = { ...viewOf(runtime, c, input), isFirst: c.req.method === 'GET' }
  const token = input['session_token'] ?? ''
  if (isElsewhere(input)) return c.html(elsewhereScreen(view))
  if (token === '') return c.html(isFramed(input) ? expiredScreen(view) : directScreen(view))
  const session = findLiveSession(runtime, token)
  if (session === undefined) return c.html(expiredScreen(view))
  const chosen = chosenIntegration(runtime, session, input['integration'])
  return chosen === undefined
    ? c.html(pickerScreen(view, carried(view, token, input), allowedIntegrations(runtime, session)))
    : c.html(formScreen(view, emptyForm(runtime, view, { session, integration: chosen, input })))
}

/** The script of a page in a frame says so with whatever it sends. */
const isFramed = (input: PageInput): boolean => input['framed'] === 'true'

const cloud = 'https://api.nango.dev'

/**
 * Whether the page would ask Nango Cloud for the session: without `apiURL` it does, and so after a reload in the frame, which
 * has lost it. As a top window the sandbox's page does without.
 */
const isElsewhere = ({ apiURL }: PageInput): boolean =>
  apiURL !== undefined && (apiURL === '' || apiURL.startsWith(cloud))

/** What a page keeps from screen to screen, out of its address. */
export function carried(view: PageView, token: string, input: PageInput): Record<string, string> {
  const detect = input['detectClosedAuthWindow'] === 'true' ? 'true' : 'false'
  const { language, theme } = view
  return {
    session_token: token,
    lang: language,
    detectClosedAuthWindow: detect,
    ...(theme !== '' && { theme }),
  }
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
  const view = viewOf(runtime, c, input)
  const session = findLiveSession(runtime, input['session_token'] ?? '')
  if (session === undefined) return c.html(isFramed(input) ? lostScreen(view) : expiredScreen(view))
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
  if (isOAuth(integration)) return setOut(runtime, c, view, { ...flow, config })
  const secrets = Object.fromEntries(form.fields.map(({ name }) => [name, input[name]]))
  if (areRejected(runtime, integration, secrets, config))
    return c.html(formScreen(view, { ...form, isRejected: true }))
  saveConnection(runtime, { ...flow, credentials: notKept })
  if (isFramed(input)) return c.html(connectedScreen(view, integration, connectionId))
  return c.redirect(donePath(integration, view), 303)
}

type Flow = {
  integration: Integration
  session: ConnectSession
  connectionId: string
  typedConfig: Record<string, string>
  config: Record<string, unknown>
}

const setOut = (runtime: SandboxRuntime, c: Context, view: PageView, flow: Flow) => {
  const begun = { ...flow, language: view.language, pageId: undefined }
  const state = beginOAuth(runtime, flow.session, begun)
  try {
    return c.redirect(toOwnPath(authorizeUrl(runtime, flow, state)), 303)
  } catch (error) {
    if (error instanceof CannotAuthorize) return goneScreen(c, view)
    throw error
  }
}

/** In a frame the success comes without a redirect, so that no address can make up the event. */
const connectedScreen = (view: PageView, integration: Integration, connectionId: string): Html => {
  const payload = { connectionId, providerConfigKey: integration.uniqueKey }
  const path = donePath(integration, view)
  return doneScreen(view, integration, { path, event: { type: 'connect', payload } })
}

/** The session went while the form was open: what the API answers is the event. */
const lostScreen = (view: PageView): Html => {
  const { failedTitle } = view.texts
  const { code, message = '' } = authFailure('unknown_connect_session_token').error
  const event = errorEvent(code, message)
  return noticeScreen(view, { isGood: false, title: failedTitle, lines: [message] }, { event })
}

/** The success of an integration, if it is one. */
export function doneScreen(view: PageView, integration: Integration | undefined, facts: Facts = {}): Html {
  const { successTitle, successText } = view.texts
  const lines = integration === undefined ? [] : [successText(integration.displayName)]
  return noticeScreen(view, { isGood: true, title: successTitle, lines, isEnd: true }, facts)
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
