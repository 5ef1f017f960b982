import { exportAudit } from '@/lib/audit/export'
import { readAuditQuery } from '@/lib/audit/schema'
import { toListQuery } from '@/lib/core/paging'
import { routes } from '@/lib/core/routes'
import { exportAsStaff } from '@/lib/guards/staff-export'

const columns = {
  id: 'id',
  at: 'at',
  kind: 'kind',
  actorName: 'actor name',
  actorEmail: 'actor e-mail',
  linkId: 'link id',
  facts: 'facts',
  hash: 'hash',
}

/** The audit log as CSV, narrowed as the page is. */
export function GET(request: Request) {
  const { filter } = readAuditQuery(Object.fromEntries(new URL(request.url).searchParams))
  return exportAsStaff(request, {
    name: 'audit-log',
    columns,
    what: 'audit.export',
    pageWith: (query) => routes.audit({ ...toListQuery(filter), ...query }),
    work: (ctx) => exportAudit(ctx, filter),
  })
}
