import { z } from 'zod'

import { type ConnectSession, isAllowed, presetConfig, targetConnectionId } from '../model/connect-session'
import type { Integration } from '../model/integration'
import { findIntegration } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { ConnectionId, IntegrationKey } from '../schemas/key-schemas'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { authFailure } from './auth-failures'
import { validate, validateQuery } from './validate'

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
export function requireFlow({ store }: SandboxRuntime, c: ApiContext, authMode: string | null): Flow {
  const { session } = c.var
  if (session === undefined) {
    throw authFailure('unknown_connect_session_token')
  }
  const query = validateQuery(c, FlowQuery)
  const key = c.req.param('key')
  const params = validate(FlowParams, { providerConfigKey: key }, 'invalid_uri_params')
  if (query.connection_id !== undefined) throw forbiddenId()
  const integration = findIntegration(store, params.providerConfigKey)
  if (integration === undefined) {
    throw new ApiFailure(404, { code: 'unknown_provider_config' })
  }
  if (authMode !== null && integration.definition.auth_mode !== authMode) {
    throw new ApiFailure(400, { code: 'invalid_auth_mode' })
  }
  if (!isAllowed(session, integration.uniqueKey)) {
    throw new ApiFailure(400, { code: 'integration_not_allowed' })
  }
  // Where a connection's events go is not the customer's to say.
  const { webhook_url: _url, ...typedConfig } = query.params ?? {}
  const config = { ...typedConfig, ...presetConfig(session, integration.uniqueKey) }
  return { integration, session, typedConfig, config }
}

/** The id that the flow's connection will have; a reconnect link whose connection is gone is refused. */
export function requireTarget(runtime: SandboxRuntime, session: ConnectSession): string {
  const connectionId = targetConnectionId(runtime, session)
  if (connectionId === undefined) throw new ApiFailure(400, { code: 'invalid_connection' })
  return connectionId
}

function forbiddenId(): ApiFailure {
  const message = 'connection_id is forbidden when using session token'
  const errors = [{ code: 'custom', message, path: ['connection_id'] }]
  return new ApiFailure(400, { code: 'invalid_query_params', errors })
}
