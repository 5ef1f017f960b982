import { z } from 'zod'

import { providerView } from '../model/integration-view'
import type { SandboxRuntime } from '../runtime'
import { IntegrationKey, ProviderName } from '../schemas/key-schemas'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { refuseQuery, validate, validateQuery } from './validate'

const ProvidersQuery = z.strictObject({ search: IntegrationKey.optional() })

const ProviderParams = z.strictObject({ provider: ProviderName })

/** GET /providers?search=; source: packages/server/lib/controllers/providers/getProviders.ts. */
export function listProviders(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const { search = '' } = validateQuery(c, ProvidersQuery)
    const wanted = search.toLowerCase()
    const found = Object.entries(runtime.store.providers).filter(([name, { display_name }]) =>
      [name, display_name].some((text) => text.toLowerCase().includes(wanted)),
    )
    return answerJson(c, { data: found.map(([name, one]) => providerView(runtime, name, one)) })
  }
}

/** GET /providers/:name; source: packages/server/lib/controllers/providers/getProvider.ts. */
export function getProvider(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    refuseQuery(c)
    const { provider } = validate(ProviderParams, { provider: c.req.param('name') }, 'invalid_uri_params')
    const { providers } = runtime.store
    const definition = Object.hasOwn(providers, provider) ? providers[provider] : undefined
    if (definition === undefined) {
      throw new ApiFailure(404, { code: 'not_found', message: `Unknown provider ${provider}` })
    }
    return answerJson(c, { data: providerView(runtime, provider, definition) })
  }
}
