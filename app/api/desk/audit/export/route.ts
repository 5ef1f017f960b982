import { readAuditQuery } from '@/lib/core/audit-query'
import { answerCsv } from '@/lib/doors/csv-answer'
import { answerFailure, readAsStaff } from '@/lib/doors/staff-route'
import { exportAudit } from '@/lib/use-cases/export-audit'

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
export async function GET(request: Request) {
  const { filter } = readAuditQuery(Object.fromEntries(new URL(request.url).searchParams))
  const rows = await readAsStaff((ctx) => exportAudit(ctx, filter), 'audit.export')
  return rows.ok
    ? answerCsv({ name: 'audit-log', columns, rows: rows.value })
    : answerFailure(rows.failure, 'read')
}
