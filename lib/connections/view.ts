import { type ConnectedCustomer, linkTag } from '@/lib/core/customer-fields'
import type { Customer } from '@/lib/customers/schema'
import type { Pair } from '@/lib/links/schema/form'
import type { CustomerStatusLink, LinksOfConnection, LinkView } from '@/lib/links/view'
import type { Integration } from '@/lib/nango/view'

/** What a customer has already, for the integrations asked for, by their keys. Instants are ISO strings. */
export type CustomerStatus = {
  /** The desk's clock as of this answer. */
  asOf: string
  liveLinks: CustomerStatusLink[]
  /** The newest connection of each integration. Empty while Nango cannot be asked. */
  connections: { id: string; integration: string; connectedAt: string }[]
}

/** Whether an answer is a status and not some proxy's page. The server is ours: only the outline is checked. */
export function isCustomerStatus(value: unknown): value is CustomerStatus {
  return typeof value === 'object' && value !== null && 'liveLinks' in value && 'connections' in value
}

export type ConnectionHealth = 'healthy' | 'auth_error' | 'sync_error'

export const healthWords: Record<ConnectionHealth, string> = {
  healthy: 'Healthy',
  auth_error: 'Must be reconnected',
  sync_error: 'Sync error',
}
/** A connection at Nango as every signed-in person may see it. Instants are ISO strings on Nango's clock. */
export type ConnectionView = LinksOfConnection & {
  id: string
  integration: Integration
  /** As the connection's tags say; one created elsewhere may carry none of it. */
  customer: ConnectedCustomer
  tags: Record<string, string>
  health: ConnectionHealth
  createdAt: string
}
/** What Nango says of a connection and support asks for; no value that may open or identify anything. */
export type NangoDetails = {
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

/** One connection with what only a read of it says. */
export type ConnectionDetail = { connection: ConnectionView; updatedAt: string; details: NangoDetails }

/** What has to be typed before a connection is removed: the customer's id, or its own where it names no customer. */
export function disconnectWord({ id, customer }: Pick<ConnectionView, 'id' | 'customer'>) {
  return customer.id ?? id
}

/** What becomes of a connection's metadata at a reconnect when the desk cannot put it back. */
export type MetadataOutcome = 'kept' | 'lost' | 'unknown'

/** What the desk's API key at Nango does not allow; false where that is not known. */
export type KeyLimits = { lacksUpdate: boolean; lacksDelete: boolean }

export const updateScope = 'environment:connections:update'
export const deleteScope = 'environment:connections:delete'

/** How to call the customer of a connection, which may carry nothing that names one. */
export function connectedTitle({ displayName, email, id }: ConnectedCustomer) {
  return displayName ?? email ?? id ?? 'Unknown customer'
}

/** Tags to write and to remove. `rows` says which row of the form each written one stands in. */
type TagChange = { set: Pair[]; remove: string[]; rows: number[] }

/**
 * What a form's rows change of the tags that it began with. Rows left empty count as not there; a name that stands
 * twice is always among the written ones, so that it is refused and not one of them lost.
 */
export function toTagChange(before: Record<string, string>, typed: Pair[]): TagChange {
  const named = typed.map(({ key, value }, row) => ({ key: key.trim().toLowerCase(), value, row }))
  const filled = named.filter(({ key, value }) => key !== '' || value.trim() !== '')
  const isTwice = (key: string) => filled.filter((one) => one.key === key).length > 1
  const changed = filled.filter(({ key, value }) => before[key] !== value || isTwice(key))
  return {
    set: changed.map(({ key, value }) => ({ key, value })),
    remove: Object.keys(before).filter((key) => key !== linkTag && !filled.some((one) => one.key === key)),
    rows: changed.map(({ row }) => row),
  }
}

/** What the command palette finds, newest first each: customers to make a link for, links, and connections that came of links. */
export type DeskSearch = {
  customers: Customer[]
  /** Their integrations by name. */
  links: (Pick<LinkView, 'id' | 'state' | 'customer' | 'createdAt'> & { integrations: string[] })[]
  connections: { id: string; integration: { key: string; displayName: string }; customer: Customer }[]
}

/** Whether an answer is one of the search and not some proxy's page. The server is ours: only the outline is checked. */
export function isDeskSearch(value: unknown): value is DeskSearch {
  return typeof value === 'object' && value !== null && 'customers' in value && 'connections' in value
}
