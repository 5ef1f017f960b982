import type { ConnectSession } from './connect-session'
import type { EndUser, Tags } from './end-user'
import type { Integration } from './integration'
import type { OAuthState } from './oauth-state'

export type ConnectionError = { type: 'auth' | 'sync'; log_id: string }

/** A finished connection; credentials are not among its fields, because the sandbox drops them. */
export type Connection = {
  id: number
  connectionId: string
  integration: Integration
  tags: Tags
  endUser: EndUser | null
  /** What is wrong with it now, as Nango lists it. */
  errors: ConnectionError[]
  metadata: Record<string, unknown>
  connectionConfig: Record<string, unknown>
  webhookUrlOverride: string | null
  createdAt: Date
  updatedAt: Date
}

/** The whole memory of a sandbox; it ends with the process. */
export type Store = {
  sessions: Map<string, ConnectSession>
  /** Oldest first. */
  connections: Connection[]
  oauthStates: Map<string, OAuthState>
  lastRow: number
}

export function createStore(): Store {
  return { sessions: new Map(), connections: [], oauthStates: new Map(), lastRow: 0 }
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
