import { z } from 'zod'

import { authorizeUrl, CannotAuthorize } from '../model/authorize-url'
import { type AuthMode, type Integration, isOAuth } from '../model/integration'
import { areRejected } from '../model/provider-calls'
import { saveConnection } from '../model/save-connection'
import {
  beginOAuth,
  type ConnectSession,
  findIntegration,
  isAllowed,
  notifyPage,
  presetConfig,
  targetConnectionId,
} from '../model/store'
import { failurePage } from '../page/oauth-callback'
import type { SandboxRuntime } from '../runtime'
import { ConnectionId, IntegrationKey } from '../schemas/fields'
import { answerJson, ApiFailure, authFailure } from './answer'
import { type ApiContext, validate, validateQuery } from './read-request'

const FlowQuery = z.looseObject({
  connection_id: ConnectionId.optional(),
  params: z.record(z.string(), z.unknown()).optional(),
})
const FlowParams = z.strictObject({ providerConfigKey: IntegrationKey })

export type Flow = {
  integration: Integration
  session: ConnectSession
  /** What the customer typed. */
  typedConfig: Record<string, unknown>
  /** The same under what the link presets. */
  config: Record<string, unknown>
}

/**
 * The integration of the path, if it exists, speaks the mode and is allowed to this token; null leaves the mode to the
 * caller. Source: packages/server/lib/controllers/auth/postApiKey.ts and its neighbours.
 */
const requireFlow = ({ store }: SandboxRuntime, c: ApiContext, authMode: string | null): Flow => {
  const { session } = c.var
  if (session === undefined) throw authFailure('unknown_connect_session_token')
  const query = validateQuery(c, FlowQuery)
  const key = c.req.param('key')
  const params = validate(FlowParams, { providerConfigKey: key }, 'invalid_uri_params')
  if (query.connection_id !== undefined) throw forbiddenId()
  const integration = findIntegration(store, params.providerConfigKey)
  if (integration === undefined) throw new ApiFailure(404, { code: 'unknown_provider_config' })
  if (authMode !== null && integration.definition.auth_mode !== authMode)
    throw new ApiFailure(400, { code: 'invalid_auth_mode' })
  if (!isAllowed(session, integration.uniqueKey))
    throw new ApiFailure(400, { code: 'integration_not_allowed' })
  // Where a connection's events go is not the customer's to say.
  const { webhook_url: _url, ...typedConfig } = query.params ?? {}
  const config = { ...typedConfig, ...presetConfig(session, integration.uniqueKey) }
  return { integration, session, typedConfig, config }
}

/** The id that the flow's connection will have; a reconnect link whose connection is gone is refused. */
const requireTarget = (runtime: SandboxRuntime, session: ConnectSession): string => {
  const connectionId = targetConnectionId(runtime, session)
  if (connectionId === undefined) throw new ApiFailure(400, { code: 'invalid_connection' })
  return connectionId
}

const forbiddenId = (): ApiFailure => {
  const message = 'connection_id is forbidden when using session token'
  const errors = [{ code: 'custom', message, path: ['connection_id'] }]
  return new ApiFailure(400, { code: 'invalid_query_params', errors })
}

const hourSeconds = 60 * 60

/**
 * GET /oauth/connect/:key sends the browser to the provider, with a cookie that remembers the flow for an hour. What
 * cannot be sent there reads so on a page. Source: packages/server/lib/controllers/oauth.controller.ts.
 */
export function getOAuthConnect(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const flow = requireFlow(runtime, c, null)
    const { integration, session, typedConfig } = flow
    const connectionId = requireTarget(runtime, session)
    const pageId = c.req.query('ws_client_id')
    if (!isOAuth(integration) || integration.client === null) {
      const what = `Provider Config "${integration.uniqueKey}" is missing client ID, secret and/or scopes.`
      notifyPage(runtime, pageId, { isGood: false, errorType: 'provider_config_err', errorMessage: what })
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
      notifyPage(runtime, pageId, { isGood: false, errorType: 'url_param_err', errorMessage: message })
      return failurePage(c, message)
    }
  }
}

const bodies: Partial<Record<AuthMode, z.ZodType<Record<string, unknown>>>> = {
  API_KEY: z.strictObject({ apiKey: z.string().min(1) }),
  BASIC: z.strictObject({ username: z.string(), password: z.string() }),
  OAUTH2_CC: z.looseObject({ client_id: z.string().min(1), client_secret: z.string().min(1) }),
  TWO_STEP: z.record(z.string(), z.unknown()),
}

/**
 * The auth routes that take typed credentials, or none, from a customer's page.
 * Source: packages/server/lib/controllers/auth/postApiKey.ts and its neighbours.
 */
export function postAuth(runtime: SandboxRuntime, authMode: AuthMode) {
  return (c: ApiContext) => {
    const given = authMode === 'NONE' ? (c.var.body ?? {}) : c.var.body
    const body = validate(bodies[authMode] ?? z.strictObject({}), given, 'invalid_body')
    const { integration, session, typedConfig, config } = requireFlow(runtime, c, authMode)
    const connectionId = requireTarget(runtime, session)
    if (areRejected(runtime, integration, body, config)) {
      throw new ApiFailure(400, {
        code: 'connection_test_failed',
        message:
          'The given credentials were found to be invalid. Please check the credentials and try again.',
      })
    }
    const credentials = authMode === 'NONE' ? {} : { type: authMode, ...body }
    saveConnection(runtime, { integration, connectionId, session, typedConfig, credentials })
    return answerJson(c, { connectionId, providerConfigKey: integration.uniqueKey })
  }
}
