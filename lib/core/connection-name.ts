import { z } from 'zod'

import { ConnectionId } from './connection-id'
import { IntegrationKey } from './integration'
import { fromSegment } from './path-segment'

/** What Nango calls a connection: its integration's key, and an id that is its own within that integration. */
export const ConnectionName = z.object({ integrationKey: IntegrationKey.min(1), connectionId: ConnectionId })
export type ConnectionName = z.infer<typeof ConnectionName>

/** The connection that an address names by its still encoded segments; null when it can name none. */
export const readConnectionName = (segments: { integration: string; id: string }): ConnectionName | null => {
  try {
    return ConnectionName.parse({
      integrationKey: fromSegment(segments.integration),
      connectionId: fromSegment(segments.id),
    })
  } catch {
    return null
  }
}
