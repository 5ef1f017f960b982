import type { SandboxRuntime } from '../runtime'
import { successEvent } from '../webhooks/auth-event'
import { presetConfig, type SessionTerms } from './connect-session'
import type { AuthMode, Integration } from './integration'
import { type Connection, findConnection } from './store'

const keepsMetadata = new Set<AuthMode>(['OAUTH2', 'OAUTH1', 'OAUTH2_CC', 'NONE'])
const keepsUpdatedAt = new Set<AuthMode>(['OAUTH2', 'OAUTH1', 'OAUTH2_CC'])

/** A flow that the customer finished. */
export type FinishedFlow = {
  integration: Integration
  /** The id that the connection has, or will have. */
  connectionId: string
  /** Null when it was deleted while an OAuth flow was on its way: Nango goes on without it. */
  session: SessionTerms | null
  typedConfig: Record<string, string>
}

/**
 * Creates the connection, or renews the one that has its id already, and sends the webhook. Renewal replaces tags,
 * override and config by the session's, empties the metadata for the modes that take typed secrets, and moves
 * `updatedAt` for all but the OAuth modes; without a session it replaces the credentials alone
 * (packages/shared/lib/services/connection.service.ts).
 */
export function saveConnection(runtime: SandboxRuntime, flow: FinishedFlow): Connection {
  const { store, courier, environment } = runtime
  const old = findConnection(store, flow.connectionId, flow.integration.uniqueKey)
  const connection = old === undefined ? create(runtime, flow) : renew(runtime, flow, old)
  const operation = old === undefined ? 'creation' : 'override'
  courier.send(successEvent(connection, operation, environment), connection.webhookUrlOverride)
  return connection
}

function create({ store, now }: SandboxRuntime, flow: FinishedFlow): Connection {
  store.lastRow += 1
  const connection: Connection = {
    id: store.lastRow,
    connectionId: flow.connectionId,
    integration: flow.integration,
    tags: { ...flow.session?.tags },
    endUser: flow.session?.endUser ?? null,
    errors: [],
    metadata: {},
    connectionConfig: configOf(flow),
    webhookUrlOverride: flow.session?.webhookUrlOverride ?? null,
    createdAt: now(),
    updatedAt: now(),
  }
  store.connections.push(connection)
  return connection
}

function renew({ now }: SandboxRuntime, flow: FinishedFlow, connection: Connection): Connection {
  const { session, integration } = flow
  return Object.assign(connection, {
    errors: connection.errors.filter(({ type }) => type !== 'auth'),
    connectionConfig: configOf(flow),
    ...(!keepsMetadata.has(integration.authMode) && { metadata: {} }),
    ...(!keepsUpdatedAt.has(integration.authMode) && { updatedAt: now() }),
    ...(session !== null && {
      tags: { ...session.tags },
      endUser: session.endUser ?? connection.endUser,
      webhookUrlOverride: session.webhookUrlOverride,
    }),
  })
}

function configOf({ session, integration, typedConfig }: FinishedFlow): Record<string, unknown> {
  return { ...typedConfig, ...(session !== null && presetConfig(session, integration.uniqueKey)) }
}
