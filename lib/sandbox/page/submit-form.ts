import type { Context } from 'hono'

import { authorizePath } from '../model/authorize-path'
import { findLiveSession, targetConnectionId } from '../model/connect-session'
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

/** POST /connect-ui/connect: tries the typed credentials, or sets out for the imitated provider. */
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
  const integration = chosenIntegration(session, input['integration'])
  if (integration === undefined) {
    return showScreen(runtime, c, input)
  }
  const form = { ...emptyForm(view, session, integration), typed: input }
  const faults = findFaults(form.fields, input, view.texts)
  if (Object.keys(faults).length > 0) {
    return c.html(formScreen(view, { ...form, faults }))
  }
  const config = typedConfig(form.fields, input)
  if (isOAuth(integration)) {
    const state = beginOAuth(runtime, session, { integration, typedConfig: config, language: view.language })
    if (state === undefined) return goneScreen(c, view)
    // Relative, because the page may be open under another host name than the public one.
    return c.redirect(authorizePath(integration, state, runtime.publicOrigin()), 303)
  }
  if (areRejected(integration.authMode, input)) {
    return c.html(formScreen(view, { ...form, isRejected: true }))
  }
  const connectionId = targetConnectionId(runtime, session)
  if (connectionId === undefined) return goneScreen(c, view)
  saveConnection(runtime, { integration, connectionId, session, typedConfig: config })
  return c.redirect(donePath(integration, view.language), 303)
}

/** The connection that this session renews is no more. */
function goneScreen(c: Context, view: PageView): Response | Promise<Response> {
  const { failedTitle, failedGone } = view.texts
  return c.html(noticeScreen(view, { isGood: false, title: failedTitle, lines: [failedGone] }))
}
