import type { Integration } from './integration'
import type { LinkView } from './link-view'

export type ConnectionHealth = 'healthy' | 'auth_error' | 'sync_error'

export const healthWords: Record<ConnectionHealth, string> = {
  healthy: 'Healthy',
  auth_error: 'Must be reconnected',
  sync_error: 'Sync error',
}

/** The customer as the connection's tags tell; a connection made elsewhere may carry none of it. */
export type ConnectedCustomer = {
  id: string | null
  email: string | null
  displayName: string | null
  organizationId: string | null
  organizationName: string | null
}

/** The link that made a connection. */
export type ConnectionOrigin = { linkId: string; makerName: string }

/** A connection at Nango as every signed-in person may see it. Instants are ISO strings on Nango's clock. */
export type ConnectionView = {
  id: string
  integration: Integration
  customer: ConnectedCustomer
  tags: Record<string, string>
  health: ConnectionHealth
  createdAt: string
  /** Null for a connection that no link of this desk made. */
  madeBy: ConnectionOrigin | null
}

/** One connection with what only a look at it tells. */
export type ConnectionDetail = {
  connection: ConnectionView
  updatedAt: string
  /** Links that made it or were to reconnect it, newest first. */
  links: LinkView[]
}
