import { type Connection, findConnection } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { MetadataBody } from '../schemas/connection-schemas'
import { EmptyQuery } from '../schemas/key-schemas'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { parseQuery } from './parse-query'
import { validate } from './validate'

/**
 * POST (replace, 201) and PATCH (merge, 200) /connections/metadata for one id or a list; all or nothing.
 * Source: packages/server/lib/controllers/connection/connectionId/metadata/{post,patch}Metadata.ts.
 */
export function writeMetadata({ store, now }: SandboxRuntime) {
  return (c: ApiContext) => {
    validate(EmptyQuery, parseQuery(c.req.url), 'invalid_query_params')
    const body = validate(MetadataBody, c.var.body, 'invalid_body')
    const isMerge = c.req.method === 'PATCH'
    const connections = [body.connection_id].flat().map((id): Connection => {
      const connection = findConnection(store, id, body.provider_config_key)
      if (connection === undefined) {
        throw unknownConnection(id, body.provider_config_key)
      }
      return connection
    })
    for (const connection of connections) {
      connection.metadata = isMerge ? { ...connection.metadata, ...body.metadata } : { ...body.metadata }
      connection.updatedAt = now()
    }
    return c.json(body, isMerge ? 200 : 201)
  }
}

function unknownConnection(id: string, integrationKey: string): ApiFailure {
  return new ApiFailure(404, {
    code: 'unknown_connection',
    message: `Connection with connection id ${id} and provider config key ${integrationKey} not found. Please make sure the connection exists in the Nango dashboard`,
  })
}
