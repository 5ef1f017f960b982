import type { Metadata } from 'next'
import { Suspense } from 'react'

import { AuditFilters, AuditResults } from '@/components/audit/log'
import { Loading } from '@/components/kit/loading.client'
import { PageTitle } from '@/components/kit/page.client'
import { ExportLinks, ExportNotice } from '@/components/kit/table/table-page'
import { listAudit } from '@/lib/audit/list'
import { readAuditQuery } from '@/lib/audit/schema'
import { deskRoutes } from '@/lib/core/desk-routes'
import { toListQuery } from '@/lib/core/paging'
import { routes } from '@/lib/core/routes'
import { requireReader } from '@/lib/guards/staff-page'
import { readIntegrationNames } from '@/lib/integrations/list'
import { listAuditStaff } from '@/lib/staff/list'

export const metadata: Metadata = { title: 'Audit' }

type AuditPageProps = { searchParams: Promise<Record<string, unknown>> }

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const query = await searchParams
  const { filter, cursor } = readAuditQuery(query)
  const path = routes.audit(toListQuery(filter, cursor))
  const { ctx, value: staff } = await requireReader(path, 'audit.read', listAuditStaff)
  return (
    <>
      <PageTitle
        action={
          <div className="flex gap-2 max-md:contents">
            <ExportLinks hrefOf={(format) => deskRoutes.auditExport({ ...toListQuery(filter), ...format })} />
          </div>
        }
      >
        Audit
      </PageTitle>
      <ExportNotice notice={query['notice']} />
      <AuditFilters filter={filter} staff={staff} />
      <div className="mt-4">
        <Suspense fallback={<Loading className="justify-center py-12">Reading the audit log…</Loading>}>
          <AuditResults filter={filter} page={listAudit(ctx, filter, cursor, readIntegrationNames)} />
        </Suspense>
      </div>
    </>
  )
}
