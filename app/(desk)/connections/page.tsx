import type { Metadata } from 'next'
import { Suspense } from 'react'

import { ConnectionsFilters, ConnectionsResults } from '@/components/connections/list/results'
import { ShareConnectLink } from '@/components/connections/share/buttons.client'
import { Loading } from '@/components/kit/loading.client'
import { Notice } from '@/components/kit/notice.client'
import { PageTitle } from '@/components/kit/page.client'
import { listConnectionsPage } from '@/lib/connections/list'
import { readConnectionsQuery, toConnectionsAddress } from '@/lib/connections/schema'
import { canCreateLinks } from '@/lib/core/actor'
import { toFailureView } from '@/lib/core/failure'
import { routes } from '@/lib/core/routes'
import { nameFault } from '@/lib/guards/faults'
import { requireStaff } from '@/lib/guards/staff'
import { listIntegrations } from '@/lib/integrations/list'

import { ShareFrame } from './share-frame'

export const metadata: Metadata = { title: 'Connections' }

type ConnectionsPageProps = { searchParams: Promise<Record<string, unknown>> }

export default async function ConnectionsPage({ searchParams }: ConnectionsPageProps) {
  const query = await searchParams
  const { filter, cursor } = readConnectionsQuery(query)
  const ctx = await requireStaff(routes.connections(toConnectionsAddress(filter, cursor)))
  const catalogue = await listIntegrations(ctx)
  const canCreate = canCreateLinks(ctx.actor)
  const answer = async () => {
    const page = await listConnectionsPage(ctx, filter, cursor)
    return page.ok
      ? { page: page.value, now: ctx.now().getTime() }
      : toFailureView(nameFault(page.failure), 'list')
  }
  return (
    <ShareFrame ctx={ctx}>
      <PageTitle action={canCreate && <ShareConnectLink variant="primary" />}>Connections</PageTitle>
      {query['removed'] === '1' && (
        <Notice className="mb-4">
          The connection is removed. Nango has deleted the customer’s credentials.
        </Notice>
      )}
      <ConnectionsFilters filter={filter} integrations={catalogue.ok ? catalogue.value.integrations : []} />
      <div className="mt-4">
        <Suspense
          fallback={<Loading className="justify-center py-12">Reading the connections at Nango…</Loading>}
        >
          <ConnectionsResults filter={filter} cursor={cursor} answer={answer()} canCreate={canCreate} />
        </Suspense>
      </div>
    </ShareFrame>
  )
}
