import { findIntegration } from '../model/catalogue'
import { connectionView } from '../model/connection-view'
import { type Connection, findConnection } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { ConnectionKeyQuery, ConnectionPatch, ConnectionQuery } from '../schemas/connection-schemas'
import { toEndUser } from '../schemas/end-user-schema'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'
import { parseQuery } from './parse-query'
import { validate } from './validate'

/**
 * GET /connections/:id; source: packages/server/lib/controllers/connection/connectionId/getConnection.ts. Dead credentials
 * are a 400 to a key that may read them, and a 424 while Nango waits before it tries again.
 */
export function getConnection(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const query = validate(ConnectionQuery, parseQuery(c.req.url), 'invalid_query_params')
    const { refresh_token, force_refresh, refresh_github_app_jwt_token } = query
    const isForCredentials = [refresh_token, force_refresh, refresh_github_app_jwt_token].includes('true')
    if (isForCredentials && !runtime.canReadCredentials) {
      throw new ApiFailure(403, { code: 'forbidden', message: needsCredentials })
    }
    const connection = requireConnection(c, runtime, query.provider_config_key)
    const view = connectionView(connection, runtime.now())
    if (runtime.canReadCredentials && connection.errors.some(({ type }) => type === 'auth')) {
      throw refuseDead(connection, view)
    }
    return c.json(view)
  }
}

const needsCredentials =
  'Credential and refresh options require the environment:connections:read_credentials scope'

const backingOff = new WeakSet<Connection>()

function refuseDead(connection: Connection, view: object): ApiFailure {
  const isBackingOff = backingOff.has(connection)
  backingOff.add(connection)
  const message = isBackingOff
    ? 'A recent refresh attempt failed. Backing off before retrying.'
    : 'The external API returned an error when trying to refresh the access token. Please try again later.'
  return new ApiFailure(isBackingOff ? 424 : 400, {
    code: 'invalid_credentials',
    message,
    payload: { connection: view },
  })
}

/** PATCH /connections/:id: tags are replaced wholesale, "" clears the webhook override. */
export function patchConnection(runtime: SandboxRuntime) {
  return (c: ApiContext) => {
    const query = validate(ConnectionKeyQuery, parseQuery(c.req.url), 'invalid_query_params')
    const patch = validate(ConnectionPatch, c.var.body, 'invalid_body')
    const connection = requireConnection(c, runtime, query.provider_config_key)
    Object.assign(connection, {
      endUser: toEndUser(patch.end_user) ?? connection.endUser,
      tags: patch.tags ?? connection.tags,
      webhookUrlOverride: (patch.webhook_url_override ?? connection.webhookUrlOverride) || null,
      updatedAt: runtime.now(),
    })
    return c.json({ success: true })
  }
}

/** DELETE /connections/:id: an unknown id is a 400 here, and no webhook is sent. */
export function deleteConnection({ store }: SandboxRuntime) {
  return (c: ApiContext) => {
    const query = validate(ConnectionKeyQuery, parseQuery(c.req.url), 'invalid_query_params')
    const connection = findConnection(store, c.req.param('id') ?? '', query.provider_config_key)
    if (connection === undefined) {
      throw new ApiFailure(400, { code: 'unknown_connection' })
    }
    store.connections = store.connections.filter((other) => other !== connection)
    return c.json({ success: true })
  }
}

function requireConnection(c: ApiContext, { store }: SandboxRuntime, integrationKey: string): Connection {
  if (findIntegration(integrationKey) === undefined) {
    throw new ApiFailure(400, { code: 'unknown_provider_config', message: 'Provider does not exists' })
  }
  const connection = findConnection(store, c.req.param('id') ?? '', integrationKey)
  if (connection === undefined) {
    throw new ApiFailure(404, { code: 'not_found', message: 'Failed to find connection' })
  }
  return connection
}
