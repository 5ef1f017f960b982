import 'server-only'
import { type Result, succeed } from '@/lib/core/result'
import { isWideSearch } from '@/lib/core/search/search-text'
import type { StaffCtx } from '@/lib/ctx'
import { suggestCustomers } from '@/lib/customers/suggest'
import { pageLinks } from '@/lib/links/list'
import { readLinksQuery } from '@/lib/links/schema/lists'

import type { DeskSearch } from './view'

/** As many of each as the palette shows without being scrolled for long. */
const most = 5

/**
 * What the desk itself knows of a text, for every role: customers only for whoever may make them a link. Nango is not asked, so
 * connections are those that came of links. A search without three letters or digits in a row finds whole customer IDs.
 */
export async function searchDesk(ctx: StaffCtx, search: string): Promise<Result<DeskSearch>> {
  const { filter } = readLinksQuery({ search })
  const [customers, found, connected] = await Promise.all([
    suggestCustomers(ctx, search),
    filter.search === '' ? null : pageLinks(ctx, filter, null, most),
    isWideSearch(filter.search) ? pageLinks(ctx, { ...filter, status: 'connected' }, null, most) : null,
  ])
  return succeed({
    customers: customers.ok ? customers.value.slice(0, most) : [],
    links: (found?.links ?? []).map(({ id, state, customer, integrations }) => ({
      id,
      state,
      customer,
      integrations: integrations.map(({ displayName }) => displayName),
    })),
    connections: (connected?.links ?? [])
      .flatMap(({ customer, integrations, reconnectsId }) =>
        integrations.flatMap(({ key, displayName, connectionId }) => {
          const id = connectionId ?? reconnectsId
          return id === null ? [] : [{ id, integration: { key, displayName }, customer }]
        }),
      )
      .filter(({ id }, place, all) => all.findIndex((one) => one.id === id) === place)
      .slice(0, most),
  })
}
