import type { ConnectionView } from './connection-view'
import type { ConnectionCursor } from './connections-filter'

/** One page of a list of connections, newest first. */
export type ConnectionsPage = {
  connections: ConnectionView[]
  /** Where the next page begins; null at the end of the list. */
  next: ConnectionCursor
  /** How many of the newest connections were looked through, when there are more and a person shall say whether to go on. */
  lookedThrough: number | null
}
