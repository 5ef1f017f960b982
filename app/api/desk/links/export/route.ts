import { readLinksQuery } from '@/lib/core/links-query'
import { answerCsv } from '@/lib/doors/csv-answer'
import { answerFailure, readAsStaff } from '@/lib/doors/staff-route'
import { exportLinks, linkExportColumns } from '@/lib/use-cases/export-links'

/** All links as CSV, narrowed as the page is. */
export async function GET(request: Request) {
  const { filter } = readLinksQuery(Object.fromEntries(new URL(request.url).searchParams))
  const rows = await readAsStaff((ctx) => exportLinks(ctx, filter))
  return rows.ok
    ? answerCsv({ name: 'connect-links', columns: linkExportColumns, rows: rows.value })
    : answerFailure(rows.failure, 'read')
}
