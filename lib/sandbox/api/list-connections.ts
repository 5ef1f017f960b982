import { connectionItemView } from '../model/connection-view'
import type { Connection } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { ConnectionsQuery } from '../schemas/connection-schemas'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { validateQuery } from './validate'

const defaultLimit = 10_000

/** GET /connections, newest first; source: packages/server/lib/controllers/connection/getConnections.ts. */
export function listConnections({ store }: SandboxRuntime) {
  return (c: ApiContext) => {
    const query = validateQuery(c, ConnectionsQuery)
    const { limit = defaultLimit, page = 0 } = query
    const found = store.connections.filter((connection) => matches(connection, query)).toReversed()
    const shown = found.slice(page * limit, (page + 1) * limit)
    return answerJson(c, { connections: shown.map((connection) => connectionItemView(connection)) })
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

/** The search looks at ids and legacy end users, never at tags; % and _ stand for anything, as in SQL. */
function isFoundBy({ connectionId, endUser }: Connection, search = ''): boolean {
  const literal = search.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const pattern = new RegExp(literal.replaceAll('%', '.*').replaceAll('_', '.'), 'is')
  const texts = [connectionId, endUser?.displayName ?? '', endUser?.email ?? '']
  return texts.some((text) => pattern.test(text))
}
