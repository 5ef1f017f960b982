import { authorizePath } from '../model/authorize-path'
import { beginOAuth } from '../model/oauth-state'
import type { SandboxRuntime } from '../runtime'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { requireFlow } from './post-auth'

/** GET /oauth/connect/:key sends the browser to the provider; source: packages/server/lib/controllers/oauth.controller.ts. */
export function getOAuthConnect(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const { integration, session, typedConfig } = requireFlow(c, ['OAUTH2', 'OAUTH1'])
    const state = beginOAuth(runtime, session, { integration, typedConfig, language: undefined })
    if (state === undefined) throw new ApiFailure(400, { code: 'invalid_connection' })
    const origin = runtime.publicOrigin()
    const target = `${origin}${authorizePath(integration, state, origin)}`
    return c.text(`Found. Redirecting to ${target}`, 302, { Location: target })
  }
}
