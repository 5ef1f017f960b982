import { connectionView } from '../model/connection-view'
import { shownCredentials } from '../model/credentials'
import { tagsFromEndUser } from '../model/end-user'
import { refreshCredentials } from '../model/refresh-credentials'
import { holds } from '../model/scopes'
import { type Connection, findConnection, findIntegration } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import {
  ConnectionKeyQuery,
  ConnectionParams,
  connectionPatch,
  ConnectionQuery,
} from '../schemas/connection-schemas'
import { toEndUser } from '../schemas/end-user-schema'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { validate, validateQuery } from './validate'

/**
 * GET /connections/:id. A key that may read credentials gets them, fresh; where they are dead the connection is in the
 * refusal. Source: packages/server/lib/controllers/connection/connectionId/getConnection.ts.
 */
export function getConnection(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const query = validateQuery(c, ConnectionQuery)
    const { connectionId } = paramsOf(c)
    const mayReadSecrets = holds(c.var.scopes, 'connections:read_credentials')
    if (
      !mayReadSecrets &&
      (query.refresh_token || query.force_refresh || query.refresh_github_app_jwt_token)
    ) {
      const message =
        'Credential and refresh options require the environment:connections:read_credentials scope'
      throw new ApiFailure(403, { code: 'forbidden', message })
    }
    const connection = requireConnection(runtime, connectionId, query.provider_config_key)
    if (!mayReadSecrets) return answerJson(c, connectionView(connection, {}))
    const dead = refreshCredentials(runtime, connection, query.force_refresh ?? false)
    connection.lastFetchedAt = runtime.now()
    if (dead) {
      const payload = { connection: connectionView(connection, {}) }
      throw new ApiFailure(dead.status, { code: 'invalid_credentials', message: dead.message, payload })
    }
    const credentials = shownCredentials(connection.credentials, query.refresh_token ?? false)
    return answerJson(c, connectionView(connection, credentials))
  }
}

/** PATCH /connections/:id: tags are replaced wholesale, by an end user's too; "" clears the webhook override. */
export function patchConnection(runtime: SandboxRuntime) {
  const Patch = connectionPatch(runtime.areInnerHostsRefused)
  return (c: ApiContext) => {
    const query = validateQuery(c, ConnectionKeyQuery)
    const patch = validate(Patch, c.var.body, 'invalid_body')
    const { connectionId } = paramsOf(c)
    const connection = requireConnection(runtime, connectionId, query.provider_config_key)
    const endUser = toEndUser(patch.end_user)
    Object.assign(connection, {
      endUser: endUser ?? connection.endUser,
      tags: patch.tags ?? (endUser ? tagsFromEndUser(endUser) : connection.tags),
      webhookUrlOverride: (patch.webhook_url_override ?? connection.webhookUrlOverride) || null,
    })
    return answerJson(c, { success: true })
  }
}

/** DELETE /connections/:id: an unknown id is a 400 here, and no webhook is sent. */
export function deleteConnection({ store }: SandboxRuntime) {
  return (c: ApiContext) => {
    const { connectionId } = paramsOf(c)
    const query = validateQuery(c, ConnectionKeyQuery)
    const connection = findConnection(store, connectionId, query.provider_config_key)
    if (connection === undefined) {
      throw new ApiFailure(400, { code: 'unknown_connection' })
    }
    store.connections = store.connections.filter((other) => other !== connection)
    return answerJson(c, { success: true })
  }
}

function paramsOf(c: ApiContext): { connectionId: string } {
  return validate(ConnectionParams, { connectionId: c.req.param('id') }, 'invalid_uri_params')
}

function requireConnection({ store }: SandboxRuntime, id: string, integrationKey: string): Connection {
  if (findIntegration(store, integrationKey) === undefined) {
    throw new ApiFailure(400, { code: 'unknown_provider_config', message: 'Provider does not exists' })
  }
  const connection = findConnection(store, id, integrationKey)
  if (connection === undefined) {
    throw new ApiFailure(404, { code: 'not_found', message: 'Failed to find connection' })
  }
  return connection
}
