import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { canMakeLinks } from '@/lib/core/actor'
import type { StandingQuestion } from '@/lib/core/customer-question'
import type { CustomerStanding } from '@/lib/core/customer-standing'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLiveLinks } from '@/lib/db/find-live-links'
import { findConnectionsOfCustomer } from '@/lib/nango/find-connections-of-customer'

import { readWithinLimit } from './read-within-limit'
import type { StaffCtx } from './staff-ctx'

const mostLinks = 3
/** What the database knows does not wait longer for what Nango knows. */
const patienceMs = 2_000

/** What a customer has already for some integrations: live links by anybody, and connections if Nango can be asked. */
export const readStanding = async (
  ctx: StaffCtx,
  { id: customerId, integrations }: StandingQuestion,
): Promise<Result<CustomerStanding>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const at = ctx.now()
  const [links, connections] = await Promise.all([
    findLiveLinks(ctx.db, { customerId, integrations, at, limit: mostLinks }),
    findNewestConnections(ctx, customerId, integrations),
  ])
  return succeed({
    asOf: at.toISOString(),
    liveLinks: links.map((link) => ({
      id: link.id,
      integrations: link.integrations.map(({ key }) => key).filter((key) => integrations.includes(key)),
      makerName: link.makerName,
      isMine: link.makerId === ctx.actor.id,
      createdAt: link.createdAt.toISOString(),
      endsAt: (link.endsAt ?? at).toISOString(),
    })),
    connections,
  })
}

const findNewestConnections = async (
  ctx: StaffCtx,
  customerId: string,
  integrations: string[],
): Promise<CustomerStanding['connections']> => {
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
