import { z } from 'zod'

import { findIntegration } from '../model/catalogue'
import { type ConnectSession, isAllowed, targetConnectionId } from '../model/connect-session'
import type { AuthMode, Integration } from '../model/integration'
import { saveConnection } from '../model/save-connection'
import { areRejected } from '../model/try-credentials'
import type { SandboxRuntime } from '../runtime'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { authFailure } from './auth-failures'
import { parseQuery } from './parse-query'
import { validate } from './validate'

const bodies: Partial<Record<AuthMode, z.ZodType<Record<string, string>>>> = {
  API_KEY: z.strictObject({ apiKey: z.string().min(1) }),
  BASIC: z.strictObject({ username: z.string(), password: z.string() }),
  OAUTH2_CC: z.strictObject({ client_id: z.string().min(1), client_secret: z.string().min(1) }),
}

const TypedConfig = z.record(z.string(), z.string()).catch({})

/**
 * The auth routes that take typed credentials, or none, from a customer's page; the credentials are looked at and
 * dropped. Source: packages/server/lib/controllers/auth/postApiKey.ts and its neighbours.
 */
export function postAuth(runtime: SandboxRuntime, authMode: AuthMode) {
  return (c: ApiContext) => {
    const body = validate(bodies[authMode] ?? z.record(z.string(), z.string()), c.var.body, 'invalid_body')
    const { integration, session, typedConfig } = requireFlow(c, [authMode])
    if (areRejected(authMode, body)) {
      throw new ApiFailure(400, {
        code: 'connection_test_failed',
        message:
          'The given credentials were found to be invalid. Please check the credentials and try again.',
      })
    }
    const connectionId = targetConnectionId(runtime, session)
    if (connectionId === undefined) {
      throw new ApiFailure(400, { code: 'invalid_connection' })
    }
    saveConnection(runtime, { integration, connectionId, session, typedConfig })
    return c.json({ connectionId, providerConfigKey: integration.uniqueKey })
  }
}

export type Flow = { integration: Integration; session: ConnectSession; typedConfig: Record<string, string> }

/** The integration of the path, if it exists, speaks one of the modes and is allowed to this token. */
export function requireFlow(c: ApiContext, authModes: AuthMode[]): Flow {
  const { session } = c.var
  const query = parseQuery(c.req.url)
  if (session === undefined) {
    throw authFailure('unknown_connect_session_token')
  }
  if ('connection_id' in query) {
    validate(z.strictObject({ connect_session_token: z.string() }), query, 'invalid_query_params')
  }
  const integration = findIntegration(c.req.param('key') ?? '')
  if (integration === undefined) {
    throw new ApiFailure(404, { code: 'unknown_provider_config' })
  }
  if (!authModes.includes(integration.authMode)) {
    throw new ApiFailure(400, { code: 'invalid_auth_mode' })
  }
  if (!isAllowed(session, integration.uniqueKey)) {
    throw new ApiFailure(400, { code: 'integration_not_allowed' })
  }
  return { integration, session, typedConfig: TypedConfig.parse(query['params']) }
}
