import { connectionItemView } from '../model/connection-view'
import type { Connection } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { ConnectionsQuery } from '../schemas/connection-schemas'
import type { ApiContext } from './api-env'
import { parseQuery } from './parse-query'
import { validate } from './validate'

const defaultLimit = 10_000

/** GET /connections, newest first; source: packages/server/lib/controllers/connection/getConnections.ts. */
export function listConnections({ store }: SandboxRuntime) {
  return (c: ApiContext) => {
    const query = validate(ConnectionsQuery, parseQuery(c.req.url), 'invalid_query_params')
    const { limit = defaultLimit, page = 0 } = query
    const found = store.connections.filter((connection) => matches(connection, query)).toReversed()
    const shown = found.slice(page * limit, (page + 1) * limit)
    return c.json({ connections: shown.map((connection) => connectionItemView(connection)) })
  }
}

function matches(connection: Connection, query: ConnectionsQuery): boolean {
  return (
    equals(query.connectionId, connection.connectionId) &&
    equals(query.endUserId, connection.endUser?.id) &&
    equals(query.endUserOrganizationId, connection.endUser?.organization?.id) &&
    isOneOf(connection, query.integrationId) &&
    isFoundBy(connection, query.search) &&
    Object.entries(query.tags ?? {}).every(([key, value]) => connection.tags[key] === value)
  )
}

function equals(wanted: string | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted === value
}

function isOneOf({ integration }: Connection, list: string | undefined): boolean {
  const keys = list?.split(',').map((key) => key.trim())
  return keys === undefined || keys.includes(integration.uniqueKey)
}

/** The search looks at ids and legacy end users, never at tags. */
function isFoundBy({ connectionId, endUser }: Connection, search = ''): boolean {
  const wanted = search.toLowerCase()
  const texts = [connectionId, endUser?.displayName ?? '', endUser?.email ?? '']
  return texts.some((text) => text.toLowerCase().includes(wanted))
}
