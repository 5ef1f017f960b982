import { toListQuery } from '@/lib/core/paging'
import { routes } from '@/lib/core/routes'
import { exportAsStaff } from '@/lib/guards/staff-export'
import { exportLinks, linkExportColumns } from '@/lib/links/list'
import { readLinksQuery } from '@/lib/links/schema/lists'

/** All links as CSV, narrowed as the page is. */
export function GET(request: Request) {
  const { filter } = readLinksQuery(Object.fromEntries(new URL(request.url).searchParams))
  return exportAsStaff(request, {
    name: 'connect-links',
    columns: linkExportColumns,
    pageWith: (query) => routes.links({ ...toListQuery(filter), ...query }),
    work: (ctx) => exportLinks(ctx, filter),
  })
}
