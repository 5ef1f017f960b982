import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { ConnectionMissing } from '@/components/connections/page/links'
import { readConnectionPage } from '@/lib/connections/read'
import { readConnectionName } from '@/lib/connections/schema'
import { toFailureView } from '@/lib/core/failure'
import { routes } from '@/lib/core/routes'
import { nameFault } from '@/lib/guards/faults'
import { requireStaff } from '@/lib/guards/staff'

import { ConnectionByName } from '../one-connection'

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
  if (detail.ok) return <ConnectionByName {...{ ctx, detail: detail.value, links, opensAtOnce }} />
  if (detail.failure.code === 'connection_gone' && links.length === 0) notFound()
  return (
    <ConnectionMissing
      failure={toFailureView(nameFault(detail.failure), 'read')}
      links={links}
      here={routes.connection(integrationKey, connectionId)}
    />
  )
}
