import type { Metadata } from 'next'
import { Suspense } from 'react'

import { AuditFilters, AuditResults } from '@/components/audit/log'
import { TableLoading } from '@/components/kit/loading'
import { PageTitle } from '@/components/kit/page-title.client'
import { ExportLink, ExportNotice } from '@/components/kit/table/export'
import { pageAudit } from '@/lib/audit/list'
import { toAuditAddress, readAuditQuery } from '@/lib/audit/schema'
import { deskRoutes, routes } from '@/lib/core/routes'
import { requireReader } from '@/lib/guards/staff-page'
import { readIntegrationNames } from '@/lib/integrations/list'
import { listAuditStaff } from '@/lib/staff/list'

export const metadata: Metadata = { title: 'Audit' }

type AuditPageProps = { searchParams: Promise<Record<string, unknown>> }

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const query = await searchParams
  const { filter, cursor } = readAuditQuery(query)
  const path = routes.audit(toAuditAddress(filter, cursor))
  const { ctx, value: staff } = await requireReader(path, 'audit.read', listAuditStaff)
  return (
    <>
      <PageTitle action={<ExportLink href={deskRoutes.auditExport(toAuditAddress(filter))} />}>
        Audit
      </PageTitle>
      <ExportNotice notice={query['notice']} />
      <AuditFilters filter={filter} staff={staff} />
      <div className="mt-4">
        <Suspense fallback={<TableLoading what="the audit log" />}>
          <AuditResults filter={filter} page={pageAudit(ctx, filter, cursor, readIntegrationNames)} />
        </Suspense>
      </div>
    </>
  )
}
