import Link from 'next/link'

import { ConnectionsTable } from '@/components/connections/list/table.client'
import { ShareConnectLink } from '@/components/connections/share/buttons.client'
import { buttonClass } from '@/components/kit/button.client'
import { Notice } from '@/components/kit/notice.client'
import { Filters } from '@/components/kit/table/filters'
import { EmptyState, ListCount, Pager } from '@/components/kit/table/table-page'
import {
  type ConnectionCursor,
  type ConnectionsFilter,
  type ConnectionsPage,
  healthChoiceWords,
  toConnectionsAddress,
} from '@/lib/connections/schema'
import type { FailureView } from '@/lib/core/failure'
import { filterValues } from '@/lib/core/paging'
import { routes } from '@/lib/core/routes'
import type { OfferedIntegration } from '@/lib/integrations/view'

type NoConnectionsProps = { isFiltered: boolean; isBelow: boolean; canCreate: boolean }

/** What stands in the place of an empty list; `isBelow` another page of it. */
function NoConnections({ isFiltered, isBelow, canCreate }: NoConnectionsProps) {
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
      {canCreate && <ShareConnectLink />}
    </EmptyState>
  )
}

type ConnectionsFiltersProps = { filter: ConnectionsFilter; integrations: OfferedIntegration[] }

const healths = Object.entries(healthChoiceWords).map(([value, label]) => ({ value, label }))

/** What the list is narrowed to, in the address. */
export function ConnectionsFilters({ filter, integrations }: ConnectionsFiltersProps) {
  return (
    <Filters
      label="Filter connections"
      filter={filter}
      hrefOf={routes.connections}
      className="md:grid-cols-4 split:grid-cols-[1.6fr_1fr_1fr_1fr]"
      fields={[
        {
          kind: 'search',
          name: 'search',
          label: 'Search connections',
          chip: 'Search',
          placeholder: 'Customer, tag, connection ID',
        },
        { kind: 'select', name: 'health', label: 'Health', any: 'Any health', options: healths },
        {
          kind: 'select',
          name: 'integration',
          label: 'Integration',
          any: 'Any integration',
          options: integrations.map(({ key, label }) => ({ value: key, label })),
        },
        {
          kind: 'search',
          name: 'customer',
          label: 'Customer ID',
          chip: 'Customer',
        },
      ]}
    />
  )
}

type ConnectionsResultsProps = {
  filter: ConnectionsFilter
  cursor: ConnectionCursor
  answer: Promise<{ page: ConnectionsPage; now: number } | FailureView>
  canCreate: boolean
}

const count = new Intl.NumberFormat('en')

/** A page of connections once Nango has answered, with the way on, or why there is none. */
export async function ConnectionsResults({ filter, cursor, answer, canCreate }: ConnectionsResultsProps) {
  const hrefOf = (to: ConnectionCursor) => routes.connections(toConnectionsAddress(filter, to))
  const read = await answer
  if ('message' in read)
    return (
      <Notice tone="failure" role="alert">
        <p>{read.message}</p>
        <a href={hrefOf(cursor)} className={buttonClass('link')}>
          Try again
        </a>
      </Notice>
    )
  const { connections, next, lookedThrough } = read.page
  const isFiltered = Object.keys(filterValues({ ...filter })).length > 0
  return (
    <>
      <ListCount
        rows={connections.length}
        isMore={next !== null}
        isFirst={cursor === null && lookedThrough === null}
        one="connection"
      />
      {connections.length > 0 && (
        <ConnectionsTable connections={connections} now={read.now} canCreate={canCreate} />
      )}
      {connections.length === 0 && lookedThrough === null && (
        <NoConnections isFiltered={isFiltered} isBelow={cursor !== null} canCreate={canCreate} />
      )}
      {lookedThrough !== null && <LookedThrough rows={lookedThrough} isEmpty={connections.length === 0} />}
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

/** How far a search has come that stopped before the end. */
function LookedThrough({ rows, isEmpty }: { rows: number; isEmpty: boolean }) {
  return (
    <Notice className="mt-4">
      {isEmpty && 'Nothing found yet. '}
      The newest {count.format(rows)} connections have been looked through, and there are more.
    </Notice>
  )
}
