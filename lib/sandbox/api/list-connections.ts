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
    const found = store.connections.filter(filterOf(query)).toReversed()
    const shown = found.slice(page * limit, (page + 1) * limit)
    return answerJson(c, { connections: shown.map((connection) => connectionItemView(connection)) })
  }
}

type Filter = (connection: Connection) => boolean

function filterOf(query: ConnectionsQuery): Filter {
  const { connectionId, endUserId, endUserOrganizationId, integrationId, search, tags = {} } = query
  const keys = integrationId?.split(',').map((key) => key.trim())
  const wantedTags = Object.entries(tags)
  const isFound = search === undefined ? () => true : searchFor(search)
  return (one) =>
    equals(connectionId, one.connectionId) &&
    equals(endUserId, one.endUser?.id) &&
    equals(endUserOrganizationId, one.endUser?.organization?.id) &&
    (keys === undefined || keys.includes(one.integration.uniqueKey)) &&
    isFound(one) &&
    wantedTags.every(([key, value]) => one.tags[key] === value)
}

function equals(wanted: string | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted === value
}

/** The search looks at ids and legacy end users, never at tags; % and _ stand for anything, as in SQL. */
function searchFor(search: string): Filter {
  const literal = search.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const pattern = new RegExp(literal.replaceAll('%', '.*').replaceAll('_', '.'), 'is')
  return ({ connectionId, endUser }) =>
    [connectionId, endUser?.displayName ?? '', endUser?.email ?? ''].some((text) => pattern.test(text))
}
