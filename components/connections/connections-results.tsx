import { ConnectionsTable } from '@/components/connections/connections-table.client'
import { NoConnections } from '@/components/connections/no-connections'
import { Pager } from '@/components/table/pager'
import { linkLook } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import {
  type ConnectionCursor,
  type ConnectionsFilter,
  toConnectionsAddress,
} from '@/lib/core/connections-filter'
import type { ConnectionsPage } from '@/lib/core/connections-page'
import type { FailureView } from '@/lib/core/failure'
import { filterValues } from '@/lib/core/links-filter'
import { routes } from '@/lib/core/routes'

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
        <a href={hrefOf(cursor)} className={linkLook('link')}>
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
