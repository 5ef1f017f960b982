import { randomUUID } from 'node:crypto'

import { type Credentials, shownCredentials } from '../model/credentials'
import { tagsFromEndUser } from '../model/end-user'
import { refreshCredentials } from '../model/provider-calls'
import { importConnection } from '../model/save-connection'
import { holds } from '../model/scopes'
import { type Connection, findConnection, findIntegration } from '../model/store'
import { connectionView, importedView } from '../model/views'
import type { SandboxRuntime } from '../runtime'
import {
  ConnectionKeyQuery,
  ConnectionParams,
  connectionPatch,
  ConnectionQuery,
  importBody,
  MetadataBody,
} from '../schemas/connections'
import { toEndUser } from '../schemas/end-user'
import { answerJson, ApiFailure } from './answer'
import { type ApiContext, refuseQuery, validate, validateQuery } from './read-request'

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
    if (connection === undefined) throw new ApiFailure(400, { code: 'unknown_connection' })
    store.connections = store.connections.filter((other) => other !== connection)
    return answerJson(c, { success: true })
  }
}

const paramsOf = (c: ApiContext): { connectionId: string } =>
  validate(ConnectionParams, { connectionId: c.req.param('id') }, 'invalid_uri_params')

const requireConnection = ({ store }: SandboxRuntime, id: string, integrationKey: string): Connection => {
  if (findIntegration(store, integrationKey) === undefined)
    throw new ApiFailure(400, { code: 'unknown_provider_config', message: 'Provider does not exists' })
  const connection = findConnection(store, id, integrationKey)
  if (connection === undefined)
    throw new ApiFailure(404, { code: 'not_found', message: 'Failed to find connection' })
  return connection
}

/** The width of Nango's column: a longer id fails in the database. */
const maxIdLength = 255

/** POST /connections, the import; source: packages/server/lib/controllers/connection/postConnection.ts. */
export function postConnection(runtime: SandboxRuntime) {
  const Body = importBody(runtime.areInnerHostsRefused)
  return (c: ApiContext) => {
    refuseQuery(c)
    const body = validate(Body, c.var.body, 'invalid_body')
    const integration = findIntegration(runtime.store, body.provider_config_key)
    if (integration === undefined)
      throw new ApiFailure(404, { code: 'not_found', message: 'Integration does not exist' })
    checkMode(integration.definition.auth_mode, body.credentials.type)
    if (body.credentials.type === 'TBA' && !body.connection_config?.['accountId']) {
      const message = 'Missing accountId in connection_config. This is required to create a TBA connection.'
      throw new ApiFailure(400, { code: 'invalid_body', message })
    }
    const connectionId = body.connection_id ?? randomUUID()
    if (connectionId.length > maxIdLength) throw new Error('value too long for type character varying(255)')
    const connection = importConnection(runtime, {
      integration,
      connectionId,
      credentials: stored(body.credentials),
      tags: body.tags,
      endUser: toEndUser(body.end_user),
      metadata: body.metadata ?? {},
      connectionConfig: body.connection_config ?? {},
      webhookUrlOverride: body.webhook_url_override || null,
    })
    return answerJson(c, importedView(connection), 201)
  }
}

const checkMode = (mode: string, type: string): void => {
  if (mode === type) return
  const message = `Provider ${mode} does not support ${type} auth`
  throw new ApiFailure(400, { code: 'invalid_body', message })
}

/** OAuth credentials are kept together with what was sent. */
const stored = (given: Record<string, unknown>): Credentials => {
  if (given['type'] === 'NONE') return {}
  const credentials = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )
  return String(given['type']).startsWith('OAUTH') ? { ...credentials, raw: credentials } : credentials
}

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
      if (connection === undefined) throw unknownConnection(id, body.provider_config_key, ids.length > 1)
      return connection
    })
    for (const connection of connections)
      connection.metadata = isMerge ? { ...connection.metadata, ...body.metadata } : { ...body.metadata }
    return answerJson(c, body, isMerge ? 200 : 201)
  }
}

const unknownConnection = (id: string, integrationKey: string, isOneOfMany: boolean): ApiFailure => {
  const rest = isOneOfMany
    ? '. No actions were taken on any of the connections as a result of this failure.'
    : ''
  return new ApiFailure(404, {
    code: 'unknown_connection',
    message: `Connection with connection id ${id} and provider config key ${integrationKey} not found. Please make sure the connection exists in the Nango dashboard${rest}`,
  })
}
