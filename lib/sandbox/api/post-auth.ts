import { z } from 'zod'

import type { AuthMode } from '../model/integration'
import { saveConnection } from '../model/save-connection'
import { areRejected } from '../model/try-credentials'
import type { SandboxRuntime } from '../runtime'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { requireFlow, requireTarget } from './require-flow'
import { validate } from './validate'

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
