import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { foldText } from '@/lib/core/search/fold'
import { within } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import type { CustomerStatusQuery } from '@/lib/customers/schema'
import { listIntegrations } from '@/lib/integrations/list'
import { listCustomerLinks } from '@/lib/links/list'
import { readLinksOfConnections } from '@/lib/links/read-of-connections'
import type { Connection } from '@/lib/nango/connection'
import { findConnectionsOfCustomer } from '@/lib/nango/list-connections'
import { readWithinLimit } from '@/lib/nango/rate-limit'

import { walkConnections } from './nango'
import type { ConnectionCursor, ConnectionsFilter, ConnectionsPage } from './schema'
import { healthOf, toConnectionView, toWaitingSubject } from './to-view'
import type { CustomerStatus } from './view'

const pageSize = 50
/** The page, the one above it and the one below: one call, as long as nothing changes. */
const windowSize = pageSize + 2
/** What is looked through when Nango cannot pick by itself. */
const searchWindowSize = 500

/** One page of all connections at Nango that a filter leaves, for every role. Fails when Nango cannot be asked. */
export async function listConnectionsPage(
  ctx: StaffCtx,
  filter: ConnectionsFilter,
  cursor: ConnectionCursor,
): Promise<Result<ConnectionsPage>> {
  const words = foldText(filter.search).split(' ').filter(Boolean)
  const isPicky = words.length > 0 || filter.health !== null
  const [walked] = await Promise.all([
    readWithinLimit(ctx, () =>
      walkConnections(ctx.nango, {
        question: { integration: filter.integration, customerId: filter.customer },
        from: cursor,
        isWanted: (one) => isOfFilter(one, filter) && hasWords(one, words),
        limit: pageSize,
        size: isPicky ? searchWindowSize : windowSize,
        now: ctx.now,
      }),
    ),
    // Whatever it says: integrations without a name are shown by their keys.
    listIntegrations(ctx),
  ])
  if (!walked.ok) return walked
  const { connections, next, isCutShort } = walked.value
  const ofLinks = await readLinksOfConnections(ctx, connections.map(toWaitingSubject))
  return succeed({
    connections: connections.map((one) => toConnectionView(ctx, one, ofLinks(toWaitingSubject(one)))),
    next,
    lookedThrough: isCutShort ? (next?.seen ?? 0) : null,
  })
}

/** Nango has picked by integration and customer already; a server that does not know a filter ignores it. */
const isOfFilter = (one: Connection, { integration, customer, health }: ConnectionsFilter) =>
  (integration === null || one.integrationKey === integration) &&
  (customer === null || one.tags['end_user_id'] === customer) &&
  (health === null || (health === 'unhealthy' ? healthOf(one) !== 'healthy' : healthOf(one) === health))

const hasWords = ({ id, integrationKey, tags, endUser }: Connection, words: string[]) => {
  if (words.length === 0) return true
  const texts = [id, integrationKey, endUser?.id, endUser?.email, endUser?.displayName]
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`)
  const text = foldText([...texts, ...pairs].filter(Boolean).join(' '))
  return words.every((word) => text.includes(word))
}

/** What the database knows does not wait longer for what Nango knows. */
const patienceMs = 2_000

/** What a customer has already for some integrations: live links by anybody, and connections if Nango can be asked. */
export async function readCustomerStatus(
  ctx: StaffCtx,
  query: CustomerStatusQuery,
): Promise<Result<CustomerStatus>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const at = ctx.now()
  const [liveLinks, connections] = await Promise.all([
    listCustomerLinks(ctx, query),
    findNewestConnections(ctx, query),
  ])
  return succeed({ asOf: at.toISOString(), liveLinks, connections })
}

const findNewestConnections = async (
  ctx: StaffCtx,
  { id: customerId, integrations }: CustomerStatusQuery,
): Promise<CustomerStatus['connections']> => {
  const asking = readWithinLimit(ctx, () =>
    findConnectionsOfCustomer(ctx.nango, { customerId, integrations, at: ctx.now() }),
  )
  const found = await within(patienceMs, asking)
  if (!found?.ok) return []
  return integrations.flatMap((integration) => {
    const newest = found.value
      .filter(({ integrationKey }) => integrationKey === integration)
      .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0]
    return newest ? [{ id: newest.id, integration, connectedAt: newest.createdAt.toISOString() }] : []
  })
}
