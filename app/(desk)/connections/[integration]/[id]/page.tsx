import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { ConnectionBody, ConnectionMissing, ShareConnection } from '@/components/connections/page/body'
import { Name } from '@/components/kit/name.client'
import { PageTitle } from '@/components/kit/page.client'
import { readConnectionPage } from '@/lib/connections/read'
import { readKeyLimits } from '@/lib/connections/read-key-limits'
import { readConnectionName } from '@/lib/connections/schema'
import { connectedTitle } from '@/lib/connections/view'
import { canCreateLinks, canDisconnect, canTagConnections } from '@/lib/core/actor'
import { toFailureView } from '@/lib/core/failure'
import { routes } from '@/lib/core/routes'
import { nameFault } from '@/lib/guards/faults'
import { requireStaff } from '@/lib/guards/staff'

import { ShareFrame } from '../../share-frame'

export const metadata: Metadata = { title: 'Connection' }

type ConnectionPageProps = {
  params: Promise<{ integration: string; id: string }>
  searchParams: Promise<{ reconnect?: unknown }>
}

export default async function ConnectionPage({ params, searchParams }: ConnectionPageProps) {
  const name = readConnectionName(await params)
  if (!name) notFound()
  const { integrationKey, connectionId } = name
  const opensAtOnce = (await searchParams).reconnect === '1'
  const query = { reconnect: opensAtOnce ? '1' : null }
  const ctx = await requireStaff(routes.connection(integrationKey, connectionId, query))
  const { detail, links } = await readConnectionPage(ctx, name)
  if (!detail.ok) {
    if (detail.failure.code === 'connection_gone' && links.length === 0) notFound()
    return (
      <ConnectionMissing
        failure={toFailureView(nameFault(detail.failure), 'read')}
        links={links}
        here={routes.connection(integrationKey, connectionId)}
      />
    )
  }
  const { connection } = detail.value
  return (
    <ShareFrame ctx={ctx}>
      <PageTitle action={canCreateLinks(ctx.actor) && <ShareConnection {...{ connection, opensAtOnce }} />}>
        <Name>{connectedTitle(connection.customer)}</Name>
      </PageTitle>
      <ConnectionBody
        detail={detail.value}
        links={links}
        limits={await readKeyLimits(ctx)}
        canRetag={canTagConnections(ctx.actor)}
        canDisconnect={canDisconnect(ctx.actor)}
      />
    </ShareFrame>
  )
}
