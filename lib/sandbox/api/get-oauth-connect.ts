import { authorizeUrl, CannotAuthorize } from '../model/authorize-url'
import { isOAuth } from '../model/integration'
import { beginOAuth, tellPage } from '../model/oauth-state'
import { failurePage } from '../page/callback-page'
import type { SandboxRuntime } from '../runtime'
import type { ApiContext } from './api-env'
import { requireFlow, requireTarget } from './require-flow'

const hourSeconds = 60 * 60

/**
 * GET /oauth/connect/:key sends the browser to the provider, with a cookie that remembers the flow for an hour. What
 * cannot be sent there is told on a page. Source: packages/server/lib/controllers/oauth.controller.ts.
 */
export function getOAuthConnect(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const flow = requireFlow(runtime, c, null)
    const { integration, session, typedConfig } = flow
    const connectionId = requireTarget(runtime, session)
    const pageId = c.req.query('ws_client_id')
    if (!isOAuth(integration) || integration.client === null) {
      const what = `Provider Config "${integration.uniqueKey}" is missing client ID, secret and/or scopes.`
      tellPage(runtime, pageId, { isGood: false, errorType: 'provider_config_err', errorMessage: what })
      return failurePage(c, what)
    }
    const state = beginOAuth(runtime, session, {
      integration,
      typedConfig,
      connectionId,
      pageId,
      language: c.req.query('lang'),
    })
    try {
      const target = authorizeUrl(runtime, flow, state)
      const until = new Date(runtime.now().getTime() + hourSeconds * 1000).toUTCString()
      const cookie = `oauth2-${state}=1; Max-Age=${hourSeconds}; Path=/; Expires=${until}; HttpOnly; SameSite=Lax`
      return c.body(`Found. Redirecting to ${target}`, 302, {
        'Content-Type': 'text/plain; charset=utf-8',
        'Set-Cookie': cookie,
        Location: target,
      })
    } catch (error) {
      runtime.store.oauthStates.delete(state)
      if (!(error instanceof CannotAuthorize)) throw error
      const { message } = error
      tellPage(runtime, pageId, { isGood: false, errorType: 'url_param_err', errorMessage: message })
      return failurePage(c, message)
    }
  }
}
