import { randomUUID } from 'node:crypto'

import type { SandboxRuntime } from '../runtime'
import { successEvent } from '../webhooks/auth-event'
import { type ConnectSession, presetConfig } from './connect-session'
import type { AuthMode, Integration } from './integration'
import type { Connection } from './store'

const keepsMetadata = new Set<AuthMode>(['OAUTH2', 'OAUTH1', 'OAUTH2_CC', 'NONE'])

/**
 * Creates a connection, or renews the one that the session reconnects, and sends the webhook. Returns undefined when
 * the connection to renew is gone. Renewal replaces tags, override and config wholesale and, for the modes that take
 * typed secrets, empties the metadata; new credentials end an auth error (packages/shared/lib/services/connection.service.ts).
 */
export function saveConnection(
  runtime: SandboxRuntime,
  session: ConnectSession,
  integration: Integration,
  typedConfig: Record<string, string>,
): Connection | undefined {
  const connectionConfig = { ...typedConfig, ...presetConfig(session, integration.uniqueKey) }
  const isNew = session.reconnectsRow === null
  const connection = isNew
    ? create(runtime, session, integration, connectionConfig)
    : renew(runtime, session, connectionConfig)
  if (connection !== undefined) {
    const operation = isNew ? 'creation' : 'override'
    runtime.courier.send(
      successEvent(connection, operation, runtime.environment),
      connection.webhookUrlOverride,
    )
  }
  return connection
}

function create(
  { store, now }: SandboxRuntime,
  session: ConnectSession,
  integration: Integration,
  connectionConfig: Record<string, unknown>,
): Connection {
  store.lastRow += 1
  const connection: Connection = {
    id: store.lastRow,
    connectionId: randomUUID(),
    integration,
    tags: { ...session.tags },
    endUser: session.endUser,
    errors: [],
    metadata: {},
    connectionConfig,
    webhookUrlOverride: session.webhookUrlOverride,
    createdAt: now(),
    updatedAt: now(),
  }
  store.connections.push(connection)
  return connection
}

function renew(
  { store, now }: SandboxRuntime,
  session: ConnectSession,
  connectionConfig: Record<string, unknown>,
): Connection | undefined {
  const connection = store.connections.find(({ id }) => id === session.reconnectsRow)
  if (connection === undefined) {
    return undefined
  }
  return Object.assign(connection, {
    tags: { ...session.tags },
    endUser: session.endUser ?? connection.endUser,
    errors: connection.errors.filter(({ type }) => type !== 'auth'),
    metadata: keepsMetadata.has(connection.integration.authMode) ? connection.metadata : {},
    connectionConfig,
    webhookUrlOverride: session.webhookUrlOverride,
    updatedAt: now(),
  })
}
