import type { ConnectedCustomer } from '@/lib/customers/fields'

import type { Integration } from './integration'
import type { LinkView } from './link-view'
import type { WaitingLink } from './waiting-link'

export type ConnectionHealth = 'healthy' | 'auth_error' | 'sync_error'

export const healthWords: Record<ConnectionHealth, string> = {
  healthy: 'Healthy',
  auth_error: 'Must be reconnected',
  sync_error: 'Sync error',
}

/** The link that made a connection. */
export type ConnectionOrigin = { linkId: string; makerName: string }

/** A connection at Nango as every signed-in person may see it. Instants are ISO strings on Nango's clock. */
export type ConnectionView = {
  id: string
  integration: Integration
  /** As the connection's tags tell; one made elsewhere may carry none of it. */
  customer: ConnectedCustomer
  tags: Record<string, string>
  health: ConnectionHealth
  createdAt: string
  /** Null for a connection that no link of this desk made. */
  madeBy: ConnectionOrigin | null
  /** It may have come of a link after its end, or its account may have been replaced so; nobody has said yet. */
  isSuspected: boolean
  /** Live links that connect it anew, then those that make its customer a new connection. */
  waiting: WaitingLink[]
}

/**
 * How a link has to do with a connection; `unexpected`: it came through the link, and nobody had asked for it; `guessed`: it
 * may have come of it after its end.
 */
export type LinkRole = 'made' | 'reconnects' | 'unexpected' | 'guessed'

/** A link of a connection. */
export type ConnectionLink = {
  link: LinkView
  role: LinkRole
  /** What the reconnect changed, as the rest of a sentence; null where none was done. */
  changes: string | null
  /** Connected anew, but what Nango dropped is not put back yet. */
  isSettling: boolean
}

/** What Nango tells of a connection and support asks for; no value that may open or identify anything. */
export type ToldByNango = {
  /** What is wrong, and where Nango's logs say more. */
  faults: { type: 'auth' | 'sync'; logId: string | null }[]
  /** When the credentials were fetched last, by whoever reads them. */
  fetchedAt: string | null
  /** Where Nango's webhooks for this connection alone go: the server, or null for an address that names none. */
  webhookOverride: { origin: string | null } | null
  /** By name; null for a value that is set and not shown. */
  config: { name: string; value: string | null }[]
  metadataKeys: string[]
}

/** One connection with what only a look at it tells. */
export type ConnectionDetail = { connection: ConnectionView; updatedAt: string; told: ToldByNango }

/** What has to be typed before a connection is removed: the customer's id, or its own where it names no customer. */
export const disconnectWord = ({ id, customer }: ConnectionView) => customer.id ?? id
