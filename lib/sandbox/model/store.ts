import type { ConnectSession } from './connect-session'
import type { Credentials } from './credentials'
import type { EndUser, Tags } from './end-user'
import type { Integration } from './integration'
import type { FlowOutcome, OAuthState } from './oauth-state'
import type { ProviderDefinition } from './provider'

export type ConnectionError = { type: 'auth' | 'sync'; log_id: string }

/** A finished connection. */
export type Connection = {
  id: number
  connectionId: string
  integration: Integration
  tags: Tags
  endUser: EndUser | null
  /** What is wrong with it now, as Nango lists it. */
  errors: ConnectionError[]
  /** Null for an OAuth connection that a link made, until somebody sets it. */
  metadata: Record<string, unknown> | null
  connectionConfig: Record<string, unknown>
  webhookUrlOverride: string | null
  createdAt: Date
  updatedAt: Date
  lastFetchedAt: Date | null
  credentials: Credentials
  /** When a refresh of its token failed; Nango leaves the provider alone for a while then. */
  refreshFailedAt: Date | null
}

/** The whole memory of a sandbox; it ends with the process. */
export type Store = {
  sessions: Map<string, ConnectSession>
  /** Oldest first. */
  connections: Connection[]
  /** In the order in which they were made. */
  integrations: Integration[]
  providers: Record<string, ProviderDefinition>
  /** Scopes by API key. */
  keys: Map<string, readonly string[]>
  oauthStates: Map<string, OAuthState>
  /** How flows of a customer's page ended, by the id that the page gave them. */
  outcomes: Map<string, FlowOutcome>
  lastRow: number
}

export function toConnectionError(type: ConnectionError['type'], row: number): ConnectionError {
  return { type, log_id: `sandbox_log_${row}_${type}` }
}

export function findConnection(
  store: Store,
  connectionId: string,
  integrationKey: string,
): Connection | undefined {
  return store.connections.find(
    (connection) =>
      connection.connectionId === connectionId && connection.integration.uniqueKey === integrationKey,
  )
}

export function findIntegration(store: Store, uniqueKey: string): Integration | undefined {
  return store.integrations.find((integration) => integration.uniqueKey === uniqueKey)
}
