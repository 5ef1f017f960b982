import { toLinksAddress } from '@/lib/core/links-filter'
import { readLinksQuery } from '@/lib/core/links-query'
import { routes } from '@/lib/core/routes'
import { exportAsStaff } from '@/lib/doors/staff-export'
import { exportLinks, linkExportColumns } from '@/lib/use-cases/export-links'

/** All links as CSV, narrowed as the page is. */
export function GET(request: Request) {
  const { filter } = readLinksQuery(Object.fromEntries(new URL(request.url).searchParams))
  return exportAsStaff(request, {
    name: 'connect-links',
    columns: linkExportColumns,
    pageWith: (query) => routes.links({ ...toLinksAddress(filter), ...query }),
    work: (ctx) => exportLinks(ctx, filter),
  })
}
