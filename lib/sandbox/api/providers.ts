import { z } from 'zod'

import { catalogue } from '../model/catalogue'
import { providerView } from '../model/integration-view'
import type { SandboxRuntime } from '../runtime'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { parseQuery } from './parse-query'
import { validate } from './validate'

const ProvidersQuery = z.strictObject({
  search: z.string().optional(),
  connect_session_token: z.string().optional(),
})

/** GET /providers?search=; the sandbox knows the providers of its own integrations only. */
export function listProviders(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const { search = '' } = validate(ProvidersQuery, parseQuery(c.req.url), 'invalid_query_params')
    const wanted = search.toLowerCase()
    const found = catalogue.filter(({ provider, displayName }) =>
      [provider, displayName].some((name) => name.toLowerCase().includes(wanted)),
    )
    return c.json({ data: found.map((integration) => providerView(runtime, integration)) })
  }
}

/** GET /providers/:name; source: packages/server/lib/controllers/providers/getProvider.ts. */
export function getProvider(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const name = c.req.param('name') ?? ''
    const integration = catalogue.find(({ provider }) => provider === name)
    if (integration === undefined) {
      throw new ApiFailure(404, { code: 'not_found', message: `Unknown provider ${name}` })
    }
    return c.json({ data: providerView(runtime, integration) })
  }
}
