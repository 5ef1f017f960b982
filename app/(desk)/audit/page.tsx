import type { Metadata } from 'next'
import { Suspense } from 'react'

import { AuditFilters } from '@/components/audit/audit-filters'
import { AuditResults } from '@/components/audit/audit-results'
import { PageTitle } from '@/components/shell/page-title'
import { ExportLink } from '@/components/table/export-link'
import { ExportNotice } from '@/components/table/export-notice'
import { TableLoading } from '@/components/table/table-loading'
import { toAuditAddress, readAuditQuery } from '@/lib/audit/filter'
import { deskRoutes } from '@/lib/core/desk-routes'
import { routes } from '@/lib/core/routes'
import { requireReader } from '@/lib/doors/staff-page'
import { listAuditStaff } from '@/lib/use-cases/list-audit-staff'
import { pageAudit } from '@/lib/use-cases/page-audit'

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
          <AuditResults filter={filter} page={pageAudit(ctx, filter, cursor)} />
        </Suspense>
      </div>
    </>
  )
}
