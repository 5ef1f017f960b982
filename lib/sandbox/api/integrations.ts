import { z } from 'zod'

import { isAllowed } from '../model/connect-session'
import { inListOrder } from '../model/integration'
import { integrationView } from '../model/integration-view'
import { holds } from '../model/scopes'
import { findIntegration } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { IntegrationParams } from '../schemas/integration-schemas'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { refuseQuery, validate, validateQuery } from './validate'

const Include = z.enum(['webhook', 'credentials'])
const IntegrationQuery = z.strictObject({ include: z.union([Include, z.array(Include)]).optional() })

/** GET /integrations; a token sees only what its link allows. */
export function listIntegrations(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    refuseQuery(c)
    const { session } = c.var
    const shown = inListOrder(runtime.store.integrations).filter(
      ({ uniqueKey }) => session === undefined || isAllowed(session, uniqueKey),
    )
    return answerJson(c, { data: shown.map((integration) => integrationView(runtime, integration)) })
  }
}

/**
 * GET /integrations/:key; `include=credentials` is silently left out for a key without that scope.
 * Source: packages/server/lib/controllers/integrations/uniqueKey/getIntegration.ts.
 */
export function getIntegration(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const query = validateQuery(c, IntegrationQuery)
    const { uniqueKey } = integrationParams(c)
    const integration = findIntegration(runtime.store, uniqueKey)
    if (integration === undefined) throw unknownIntegration(uniqueKey)
    const include = [query.include].flat()
    const data = integrationView(runtime, integration, {
      webhook: include.includes('webhook'),
      credentials: include.includes('credentials') && holds(c.var.scopes, 'integrations:read_credentials'),
    })
    return answerJson(c, { data })
  }
}

export function integrationParams(c: ApiContext): { uniqueKey: string } {
  return validate(IntegrationParams, { uniqueKey: c.req.param('key') }, 'invalid_uri_params')
}

export function unknownIntegration(key: string): ApiFailure {
  return new ApiFailure(404, { code: 'not_found', message: `Integration "${key}" does not exist` })
}
