import type { Context } from 'hono'

import { newTokens } from '../model/credentials'
import { scopesOf } from '../model/integration'
import { type OAuthState, takeOAuth, tellPage } from '../model/oauth-state'
import { saveConnection } from '../model/save-connection'
import type { SandboxRuntime } from '../runtime'
import { type CallbackFailure, failureEvent } from '../webhooks/auth-event'
import { failurePage, successPage } from './callback-page'

/**
 * GET /oauth/callback, where the provider sends the browser back; a refusal sends the failure webhook. The session is
 * looked up without regard to its expiry, so a flow begun in time may finish late; when it was deleted meanwhile, the flow
 * finishes without it. The state cookie is not asked for. Source: packages/server/lib/controllers/oauth.controller.ts.
 */
export function oauthCallback(runtime: SandboxRuntime, c: Context): Response | Promise<Response> {
  const query = c.req.query()
  const { state = '', code, ...told } = query
  const flow = takeOAuth(runtime, state)
  if (flow === undefined) return failurePage(c, `No session found for state: "${state}"`)
  if (!code) {
    const description = `Did not get authorization code in the callback.${providerError(told)}`
    const shown = Object.keys(told).length > 0 ? JSON.stringify(told) : description
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
  tellPage(runtime, pageId, { isGood: true })
  return successPage(c)
}

function fail(
  runtime: SandboxRuntime,
  c: Context,
  flow: OAuthState,
  failure: CallbackFailure,
  shown: string,
): Response | Promise<Response> {
  const session = runtime.store.sessions.get(flow.token)
  const event = failureEvent(flow, failure, runtime.environment)
  runtime.courier.send(event, session?.webhookUrlOverride ?? null)
  const errorType = failure.type === 'unknown' ? 'unknown_err' : 'callback_err'
  tellPage(runtime, flow.pageId, { isGood: false, errorType, errorMessage: failure.description })
  return failurePage(c, shown)
}

function providerError(told: Record<string, string>): string {
  const parts = ['error', 'error_description']
    .filter((name) => told[name])
    .map((name) => `${name}: ${told[name]}`)
  return parts.length > 0 ? ` Provider error: ${parts.join('; ')}` : ''
}
