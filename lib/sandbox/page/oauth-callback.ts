import type { Context } from 'hono'

import { type OAuthState, takeOAuth } from '../model/oauth-state'
import { saveConnection } from '../model/save-connection'
import type { SandboxRuntime } from '../runtime'
import { failureEvent } from '../webhooks/auth-event'
import { donePath } from './done-path'
import { noticeScreen } from './notice-screen'
import type { PageView } from './page-view'
import { type PageInput, viewOf } from './show-screen'

/**
 * GET /oauth/callback, where the provider sends the browser back; a refusal sends the failure webhook. The session is
 * looked up without regard to its expiry, so a flow begun in time may finish late; when it was deleted meanwhile, the flow
 * finishes without it. Source: packages/server/lib/controllers/oauth.controller.ts.
 */
export function oauthCallback(
  runtime: SandboxRuntime,
  c: Context,
  query: PageInput,
): Response | Promise<Response> {
  const flow = takeOAuth(runtime, query['state'] ?? '')
  const view = viewOf(c, flow?.language === undefined ? query : { lang: flow.language })
  const { texts } = view
  if (flow === undefined) {
    return fail(c, view, { line: texts.failedUnknown, detail: 'No session found for state' })
  }
  const session = runtime.store.sessions.get(flow.token) ?? null
  if (!query['code']) {
    const detail = refusal(query)
    runtime.courier.send(failureEvent(flow, detail, runtime.environment), session?.webhookUrlOverride ?? null)
    return fail(c, view, {
      line: texts.failedDenied(flow.integration.displayName),
      detail,
      link: { href: retryPath(flow, view), text: texts.tryAgain },
    })
  }
  const { integration, connectionId, typedConfig } = flow
  saveConnection(runtime, { integration, connectionId, session, typedConfig })
  return c.redirect(donePath(integration, view.language), 303)
}

type Failure = { line: string; detail: string; link?: { href: string; text: string } }

function fail(c: Context, view: PageView, { line, ...rest }: Failure): Response | Promise<Response> {
  return c.html(
    noticeScreen(view, { isGood: false, title: view.texts.failedTitle, lines: [line], ...rest }),
    400,
  )
}

function refusal(query: PageInput): string {
  const parts = ['error', 'error_description']
    .filter((name) => query[name])
    .map((name) => `${name}: ${query[name]}`)
  const reason = parts.length > 0 ? ` Provider error: ${parts.join('; ')}` : ''
  return `Did not get authorization code in the callback.${reason}`
}

function retryPath(flow: OAuthState, view: PageView): string {
  const query = { session_token: flow.token, integration: flow.integration.uniqueKey, lang: view.language }
  return `/connect-ui/?${new URLSearchParams(query).toString()}`
}
