import { z } from 'zod'

import { ConnectionId } from './connection-id'
import { IntegrationKey } from './integration'

/** What Nango calls a connection: its integration's key, and an id that is its own within that integration. */
export const ConnectionName = z.object({ integrationKey: IntegrationKey.min(1), connectionId: ConnectionId })
export type ConnectionName = z.infer<typeof ConnectionName>

/** The connection that an address names by its still encoded segments; null when it can name none. */
export const readConnectionName = (segments: { integration: string; id: string }): ConnectionName | null => {
  try {
    const integrationKey = decodeURIComponent(segments.integration)
    return ConnectionName.parse({ integrationKey, connectionId: decodeURIComponent(segments.id) })
  } catch {
    return null
  }
}
