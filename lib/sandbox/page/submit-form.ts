import type { Context } from 'hono'

import { authorizeUrl, CannotAuthorize } from '../model/authorize-url'
import { findLiveSession, presetConfig, targetConnectionId } from '../model/connect-session'
import { isOAuth } from '../model/integration'
import { beginOAuth } from '../model/oauth-state'
import { saveConnection } from '../model/save-connection'
import { areRejected } from '../model/try-credentials'
import type { SandboxRuntime } from '../runtime'
import { donePath } from './done-path'
import { findFaults, typedConfig } from './form-fields'
import { formScreen } from './form-screen'
import { expiredScreen, noticeScreen } from './notice-screen'
import type { PageView } from './page-view'
import { chosenIntegration, emptyForm, type PageInput, showScreen, viewOf } from './show-screen'

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
  if (session === undefined) {
    return c.html(expiredScreen(view))
  }
  const integration = chosenIntegration(runtime, session, input['integration'])
  if (integration === undefined) {
    return showScreen(runtime, c, input)
  }
  const form = { ...emptyForm(runtime, view, { session, integration, input }), typed: input }
  const faults = findFaults(form.fields, input, view.texts)
  if (Object.keys(faults).length > 0) {
    return c.html(formScreen(view, { ...form, faults }))
  }
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
  if (areRejected(runtime, integration, secrets, config)) {
    return c.html(formScreen(view, { ...form, isRejected: true }))
  }
  saveConnection(runtime, { ...flow, credentials: notKept })
  return c.redirect(donePath(integration, view.language), 303)
}

/** Relative where the sandbox is meant, because the page may be open under another host name than the public one. */
function toOwnPath(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname.startsWith('/imitated-provider/') ? `${pathname}${search}` : address
}

/** The connection that this session renews is no more. */
function goneScreen(c: Context, view: PageView): Response | Promise<Response> {
  const { failedTitle, failedGone } = view.texts
  return c.html(noticeScreen(view, { isGood: false, title: failedTitle, lines: [failedGone] }))
}
