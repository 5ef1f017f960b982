import Link from 'next/link'

import { ConnectionsTable } from '@/components/connections/list/table.client'
import { ShareConnectLink } from '@/components/connections/share/buttons.client'
import { buttonClass } from '@/components/kit/button.client'
import { Notice } from '@/components/kit/notice.client'
import { EmptyState } from '@/components/kit/table/empty-state'
import { type FilterChip, FilterChips } from '@/components/kit/table/filter-chips'
import { FilterSearch, FilterSelect } from '@/components/kit/table/filter-fields'
import { FilterForm } from '@/components/kit/table/filter-form.client'
import { Pager } from '@/components/kit/table/pager'
import {
  type ConnectionCursor,
  type ConnectionsFilter,
  type ConnectionsPage,
  healthChoiceWords,
  toConnectionsAddress,
} from '@/lib/connections/schema'
import type { FailureView } from '@/lib/core/failure'
import { routes } from '@/lib/core/routes'
import type { OfferedIntegration } from '@/lib/integrations/view'
import { filterValues } from '@/lib/links/schema/lists'

type NoConnectionsProps = { isFiltered: boolean; isBelow: boolean; canMake: boolean }

/** What stands in the place of an empty list; `isBelow` another page of it. */
export function NoConnections({ isFiltered, isBelow, canMake }: NoConnectionsProps) {
  if (isBelow)
    return (
      <EmptyState icon="plug" title="No more connections" text="The list ends here. Go back to the newest." />
    )
  if (isFiltered)
    return (
      <EmptyState
        icon="x"
        title="No connection matches"
        text="Change a filter, or look at all connections again."
      >
        <Link href={routes.connections()} prefetch={false} className={buttonClass()}>
          Show all connections
        </Link>
      </EmptyState>
    )
  return (
    <EmptyState
      icon="plug"
      title="Nothing yet"
      text="Every connection at Nango stands here, with its health and the link that made it."
    >
      {canMake && <ShareConnectLink />}
    </EmptyState>
  )
}

type ConnectionsFiltersProps = { filter: ConnectionsFilter; integrations: OfferedIntegration[] }

const healths = Object.entries(healthChoiceWords).map(([value, label]) => ({ value, label }))

/** What the list is narrowed to, in the address. */
export function ConnectionsFilters({ filter, integrations }: ConnectionsFiltersProps) {
  const { search, integration, health, customer } = filter
  return (
    <div className="flex flex-col gap-3">
      <FilterForm label="Filter connections" path={routes.connections()} values={filterValues(filter)}>
        <div className="grid grid-cols-2 gap-3 md:grid-cols-4 split:grid-cols-[1.6fr_1fr_1fr_1fr]">
          <div className="max-md:col-span-2">
            <FilterSearch
              label="Search connections"
              name="search"
              value={search}
              placeholder="Customer, tag, connection ID"
            />
          </div>
          <FilterSelect
            label="Health"
            name="health"
            any="Any health"
            value={health ?? ''}
            options={healths}
          />
          <FilterSelect
            label="Integration"
            name="integration"
            any="Any integration"
            value={integration ?? ''}
            options={integrations.map(({ key, label }) => ({ value: key, label }))}
          />
          <div className="max-md:col-span-2">
            <FilterSearch label="Customer ID" name="customer" value={customer ?? ''} />
          </div>
        </div>
      </FilterForm>
      <FilterChips chips={chipsOf(filter, integrations)} clearHref={routes.connections()} />
    </div>
  )
}

const chipsOf = (filter: ConnectionsFilter, integrations: OfferedIntegration[]): FilterChip[] => {
  const { search, integration, health, customer } = filter
  const named = integrations.find(({ key }) => key === integration)?.label ?? integration
  const labels = {
    search: search !== '' && `Search: ${search}`,
    health: health !== null && `Health: ${healthChoiceWords[health]}`,
    integration: named !== null && `Integration: ${named}`,
    customer: customer !== null && `Customer: ${customer}`,
  }
  return Object.entries(labels).flatMap(([name, label]) =>
    label ? [{ label, href: routes.connections({ ...toConnectionsAddress(filter), [name]: null }) }] : [],
  )
}

type ConnectionsResultsProps = {
  filter: ConnectionsFilter
  cursor: ConnectionCursor
  answer: Promise<{ page: ConnectionsPage; now: number } | FailureView>
  canMake: boolean
}

const count = new Intl.NumberFormat('en')

/** A page of connections once Nango has answered, with the way on, or why there is none. */
export async function ConnectionsResults({ filter, cursor, answer, canMake }: ConnectionsResultsProps) {
  const hrefOf = (to: ConnectionCursor) => routes.connections(toConnectionsAddress(filter, to))
  const told = await answer
  if ('message' in told)
    return (
      <Notice tone="failure" role="alert">
        <p>{told.message}</p>
        <a href={hrefOf(cursor)} className={buttonClass('link')}>
          Try again
        </a>
      </Notice>
    )
  const { connections, next, lookedThrough } = told.page
  const isFiltered = Object.keys(filterValues({ ...filter })).length > 0
  return (
    <>
      {connections.length > 0 && (
        <ConnectionsTable connections={connections} now={told.now} canMake={canMake} />
      )}
      {connections.length === 0 && lookedThrough === null && (
        <NoConnections isFiltered={isFiltered} isBelow={cursor !== null} canMake={canMake} />
      )}
      {lookedThrough !== null && (
        <Notice className="mt-4">
          {connections.length === 0 ? 'Nothing found yet. ' : ''}
          The newest {count.format(lookedThrough)} connections have been looked through, and there are more.
        </Notice>
      )}
      <Pager
        label="Pages of connections"
        newer={cursor && hrefOf(null)}
        newerText="Newest"
        older={next && hrefOf(next)}
        olderText={lookedThrough === null ? 'Older' : 'Look further'}
      />
    </>
  )
}
