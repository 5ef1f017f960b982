import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import { type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { pageLinks } from '@/lib/links/list'
import { readLinksQuery } from '@/lib/links/schema/lists'
import type { LinkView } from '@/lib/links/view'

import type { DeskSearch } from './view'

/** The newest links that fit: one search, from which customers and connections are read as well. */
const lookedThrough = 40
/** As many of each as the palette shows without being scrolled for long. */
const most = 5

/** The first of each key, at most as many as are shown. */
const firstOf = <T>(all: T[], keyOf: (one: T) => string): T[] =>
  [...new Map(all.toReversed().map((one) => [keyOf(one), one])).values()].toReversed().slice(0, most)

const connectionsOf = ({ customer, integrations, reconnectsId }: LinkView): DeskSearch['connections'] =>
  integrations.flatMap(({ key, displayName, connectionId, connectedAt }) => {
    const id = connectionId ?? (connectedAt && reconnectsId)
    return id ? [{ id, integration: { key, displayName }, customer }] : []
  })

/**
 * What the desk itself knows of a text, newest first, for every role: customers only for whoever may make them a link. Nango is
 * not asked, so connections are those that came of links.
 */
export async function searchDesk(ctx: StaffCtx, search: string): Promise<Result<DeskSearch>> {
  const { filter } = readLinksQuery({ search })
  // What is longer than any search leaves no filter, and would find everything.
  if (filter.search === '') return succeed({ customers: [], links: [], connections: [] })
  const { links } = await pageLinks(ctx, filter, null, lookedThrough)
  const served = canCreateLinks(ctx.actor) ? links.filter(({ state }) => state !== 'failed') : []
  return succeed({
    customers: firstOf(
      served.map(({ customer }) => customer),
      ({ id }) => id,
    ),
    links: links.slice(0, most).map(({ id, state, createdAt, customer, integrations }) => ({
      id,
      state,
      createdAt,
      customer,
      integrations: integrations.map(({ displayName }) => displayName),
    })),
    connections: firstOf(links.flatMap(connectionsOf), ({ id }) => id),
  })
}
