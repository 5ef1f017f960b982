import { z } from 'zod'

import { catalogue, findIntegration } from '../model/catalogue'
import { isAllowed } from '../model/connect-session'
import { integrationView } from '../model/integration-view'
import type { SandboxRuntime } from '../runtime'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { parseQuery } from './parse-query'
import { validate } from './validate'

const Include = z.enum(['webhook', 'credentials'])
const IntegrationQuery = z.strictObject({ include: z.union([Include, z.array(Include)]).optional() })

/** GET /integrations; a token sees only what its link allows. */
export function listIntegrations(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const { session } = c.var
    const shown = catalogue.filter(({ uniqueKey }) => session === undefined || isAllowed(session, uniqueKey))
    return c.json({ data: shown.map((integration) => integrationView(runtime, integration)) })
  }
}

/**
 * GET /integrations/:key; `include=credentials` is silently left out, as for a key without that scope.
 * Source: packages/server/lib/controllers/integrations/uniqueKey/getIntegration.ts.
 */
export function getIntegration(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const { include } = validate(IntegrationQuery, parseQuery(c.req.url), 'invalid_query_params')
    const key = c.req.param('key') ?? ''
    const integration = findIntegration(key)
    if (integration === undefined) {
      throw new ApiFailure(404, { code: 'not_found', message: `Integration "${key}" does not exist` })
    }
    const hasWebhook = [include].flat().includes('webhook')
    return c.json({
      data: { ...integrationView(runtime, integration), ...(hasWebhook && { webhook_url: null }) },
    })
  }
}
