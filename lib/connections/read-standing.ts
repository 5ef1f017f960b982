import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { canCreateLinks } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import type { CustomerStatusQuery } from '@/lib/customers/schema'
import { listCustomerLinks } from '@/lib/links/list'
import { findConnectionsOfCustomer } from '@/lib/nango/find-connections'
import { readWithinLimit } from '@/lib/nango/rate-limit'

import type { CustomerStatus } from './view'

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
  const found = await Promise.race([asking, wait(patienceMs, null, { ref: false })])
  if (!found?.ok) return []
  return integrations.flatMap((integration) => {
    const newest = found.value
      .filter(({ integrationKey }) => integrationKey === integration)
      .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0]
    return newest ? [{ id: newest.id, integration, connectedAt: newest.createdAt.toISOString() }] : []
  })
}
