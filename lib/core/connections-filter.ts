import { type ConnectionHealth, healthWords } from './connection-view'

/** What a list of connections may be narrowed to: one health, or everything that is not well. */
export type HealthChoice = ConnectionHealth | 'unhealthy'

export const healthChoiceWords: Record<HealthChoice, string> = {
  unhealthy: 'Any problem',
  auth_error: healthWords.auth_error,
  sync_error: healthWords.sync_error,
  healthy: healthWords.healthy,
}

/** Which connections a list shows, as a person chose it. Empty text and null mean all. */
export type ConnectionsFilter = {
  search: string
  integration: string | null
  health: HealthChoice | null
  /** A customer ID, exactly. */
  customer: string | null
}

export const noConnectionsFilter: ConnectionsFilter = {
  search: '',
  integration: null,
  health: null,
  customer: null,
}

/**
 * The last connection that was looked at: newer ones are behind us. `seen` is how many it and those before it were
 * then; it only says where to go on reading, because connections are made and removed meanwhile.
 */
export type ConnectionPlace = { createdAtMs: number; row: number; seen: number }

/** Where a page begins: right below a connection; null is the newest page. */
export type ConnectionCursor = ConnectionPlace | null

/** The query of an address that shows a filter from a cursor on. */
export const toConnectionsAddress = (filter: ConnectionsFilter, cursor: ConnectionCursor = null) => ({
  ...filter,
  before: cursor && [cursor.createdAtMs, cursor.row, cursor.seen].join('-'),
})
