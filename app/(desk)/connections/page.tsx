import type { Metadata } from 'next'
import { Suspense } from 'react'

import { ConnectionsFilters } from '@/components/connections/connections-filters'
import { ConnectionsResults } from '@/components/connections/connections-results'
import { ShareConnectLink } from '@/components/share/share-buttons.client'
import { PageTitle } from '@/components/shell/page-title'
import { TableLoading } from '@/components/table/table-loading'
import { Notice } from '@/components/ui/notice'
import { canMakeLinks } from '@/lib/core/actor'
import { toConnectionsAddress } from '@/lib/core/connections-filter'
import { readConnectionsQuery } from '@/lib/core/connections-query'
import { toFailureView } from '@/lib/core/failure'
import { routes } from '@/lib/core/routes'
import { nameFault } from '@/lib/doors/name-fault'
import { requireStaff } from '@/lib/doors/staff-ctx'
import { listIntegrations } from '@/lib/use-cases/list-integrations'
import { pageConnections } from '@/lib/use-cases/page-connections'

import { ShareFrame } from './share-frame'

export const metadata: Metadata = { title: 'Connections' }

type ConnectionsPageProps = { searchParams: Promise<Record<string, unknown>> }

export default async function ConnectionsPage({ searchParams }: ConnectionsPageProps) {
  const query = await searchParams
  const { filter, cursor } = readConnectionsQuery(query)
  const ctx = await requireStaff(routes.connections(toConnectionsAddress(filter, cursor)))
  const catalogue = await listIntegrations(ctx)
  const canMake = canMakeLinks(ctx.actor)
  const answer = async () => {
    const page = await pageConnections(ctx, filter, cursor)
    return page.ok
      ? { page: page.value, now: ctx.now().getTime() }
      : toFailureView(nameFault(page.failure), 'list')
  }
  return (
    <ShareFrame ctx={ctx}>
      <PageTitle action={canMake && <ShareConnectLink look="primary" />}>Connections</PageTitle>
      {query['removed'] === '1' && (
        <Notice className="mb-4">
          The connection is removed. Nango has deleted the customer’s credentials.
        </Notice>
      )}
      <ConnectionsFilters filter={filter} integrations={catalogue.ok ? catalogue.value.integrations : []} />
      <div className="mt-4">
        <Suspense fallback={<TableLoading what="the connections at Nango" />}>
          <ConnectionsResults filter={filter} cursor={cursor} answer={answer()} canMake={canMake} />
        </Suspense>
      </div>
    </ShareFrame>
  )
}
