import { type Connection, findConnection } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { MetadataBody } from '../schemas/connection-schemas'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { refuseQuery, validate } from './validate'

/**
 * POST (replace, 201) and PATCH (merge, 200) /connections/metadata for one id or a list; all or nothing.
 * Source: packages/server/lib/controllers/connection/connectionId/metadata/{post,patch}Metadata.ts.
 */
export function writeMetadata({ store }: SandboxRuntime) {
  return (c: ApiContext) => {
    refuseQuery(c)
    const body = validate(MetadataBody, c.var.body, 'invalid_body')
    const isMerge = c.req.method === 'PATCH'
    const ids = [body.connection_id].flat()
    const connections = ids.map((id): Connection => {
      const connection = findConnection(store, id, body.provider_config_key)
      if (connection === undefined) {
        throw unknownConnection(id, body.provider_config_key, ids.length > 1)
      }
      return connection
    })
    for (const connection of connections) {
      connection.metadata = isMerge ? { ...connection.metadata, ...body.metadata } : { ...body.metadata }
    }
    return answerJson(c, body, isMerge ? 200 : 201)
  }
}

function unknownConnection(id: string, integrationKey: string, isOneOfMany: boolean): ApiFailure {
  const rest = isOneOfMany
    ? '. No actions were taken on any of the connections as a result of this failure.'
    : ''
  return new ApiFailure(404, {
    code: 'unknown_connection',
    message: `Connection with connection id ${id} and provider config key ${integrationKey} not found. Please make sure the connection exists in the Nango dashboard${rest}`,
  })
}
