import type { Connection } from '../model/store'
import { connectionItemView } from '../model/views'
import type { SandboxRuntime } from '../runtime'
import { ConnectionsQuery } from '../schemas/connections'
import { answerJson } from './answer'
import { type ApiContext, validateQuery } from './read-request'

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

const filterOf = (query: ConnectionsQuery): Filter => {
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

const equals = (wanted: string | undefined, value: string | undefined): boolean =>
  wanted === undefined || wanted === value

/** The search reads ids and legacy end users, never at tags; % and _ stand for anything, as in SQL. */
const searchFor = (search: string): Filter => {
  const parts = search.toLowerCase().split('%')
  return ({ connectionId, endUser }) =>
    [connectionId, endUser?.displayName ?? '', endUser?.email ?? ''].some((text) =>
      hasInOrder(text.toLowerCase(), parts),
    )
}

/** Whether a text has some parts one after another, each at its earliest place; `_` is any one character. */
const hasInOrder = (text: string, parts: string[]): boolean => {
  let from = 0
  for (const part of parts) {
    const at = placeOf(text, part, from)
    if (at === -1) return false
    from = at + part.length
  }
  return true
}

const placeOf = (text: string, part: string, from: number): number => {
  if (!part.includes('_')) return text.indexOf(part, from)
  const fits = (at: number) => part.split('').every((one, index) => one === '_' || one === text[at + index])
  for (let at = from; at + part.length <= text.length; at += 1) if (fits(at)) return at
  return -1
}
