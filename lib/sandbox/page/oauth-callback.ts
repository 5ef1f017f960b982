import type { Context } from 'hono'
import { html } from 'hono/html'

import { newTokens } from '../model/credentials'
import { scopesOf } from '../model/integration'
import { saveConnection } from '../model/save-connection'
import { consumeOAuth, notifyPage, type OAuthState } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { type CallbackFailure, failureEvent } from '../webhooks/auth-event'
import { answerPage, head, type Html } from './layout'

/** The last page of the provider's pop-up when all went well; it notifies the page that opened it, and closes itself. */
const successPage = (c: Context): Response | Promise<Response> => {
  return answerPage(
    c,
    frame(
      html`<h2>Successful connection <span class="good">✅</span></h2>
        <p class="detail">You can close this window.</p>`,
      'nango_oauth_callback_success',
      '',
    ),
    200,
  )
}

/** The same when the flow failed: it stays open, so that the details can be read. English only, as at Nango. */
export function failurePage(c: Context, detail: string): Response | Promise<Response> {
  return answerPage(
    c,
    frame(
      html`<h2>Connection failed <span class="bad">✕</span></h2>
        <p>An error occurred during authorization.</p>
        <p>Please reach out to our support team.</p>
        <details>
          <summary>Show error details</summary>
          <pre>${detail}</pre>
        </details>
        <p class="detail">You can close this window.</p>
        <div hidden>
          <p>Debug (add ?nango_debug=1 to callback URL to show):</p>
          <p>Full URL:</p>
          <p>Query params:</p>
        </div>`,
      'nango_oauth_callback_error',
      detail,
    ),
    400,
  )
}

const frame = (content: Html, message: string, detail: string): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        ${head('Authorization callback')}
      </head>
      <body>
        <main class="card notice" data-message="${message}" data-detail="${detail}">${content}</main>
        <script src="/connect-ui/callback.js"></script>
      </body>
    </html>`

/**
 * GET /oauth/callback, where the provider sends the browser back; a refusal sends the failure webhook. The session is
 * looked up without regard to its expiry, so a flow begun in time may finish late; when it was deleted meanwhile, the flow
 * finishes without it. The state cookie is not asked for. Source: packages/server/lib/controllers/oauth.controller.ts.
 */
export function oauthCallback(runtime: SandboxRuntime, c: Context): Response | Promise<Response> {
  const query = c.req.query()
  const { state = '', code, ...parameters } = query
  const flow = consumeOAuth(runtime, state)
  if (flow === undefined) return failurePage(c, `No session found for state: "${state}"`)
  if (!code) {
    const description = `Did not get authorization code in the callback.${providerError(parameters)}`
    const shown = Object.keys(parameters).length > 0 ? JSON.stringify(parameters) : description
    return fail(runtime, c, flow, { type: 'invalid_callback', description }, shown)
  }
  const refusal = runtime.refusalOfCode(code)
  if (refusal !== undefined) {
    const description = JSON.stringify(refusal, null, 2)
    return fail(runtime, c, flow, { type: 'unknown', description }, description)
  }
  const { integration, connectionId, typedConfig, pageId } = flow
  const session = runtime.store.sessions.get(flow.token) ?? null
  const credentials = newTokens(scopesOf(integration).join(' '), runtime.now())
  saveConnection(runtime, { integration, connectionId, session, typedConfig, credentials })
  notifyPage(runtime, pageId, { isGood: true, providerConfigKey: integration.uniqueKey, connectionId })
  return successPage(c)
}

const fail = (
  runtime: SandboxRuntime,
  c: Context,
  flow: OAuthState,
  failure: CallbackFailure,
  shown: string,
): Response | Promise<Response> => {
  const session = runtime.store.sessions.get(flow.token)
  const event = failureEvent(flow, failure, runtime.environment)
  runtime.sender.send(event, session?.webhookUrlOverride ?? null)
  const errorType = failure.type === 'unknown' ? 'unknown_err' : 'callback_err'
  notifyPage(runtime, flow.pageId, { isGood: false, errorType, errorMessage: failure.description })
  return failurePage(c, shown)
}

const providerError = (parameters: Record<string, string>): string => {
  const parts = ['error', 'error_description']
    .filter((name) => parameters[name])
    .map((name) => `${name}: ${parameters[name]}`)
  return parts.length > 0 ? ` Provider error: ${parts.join('; ')}` : ''
}
