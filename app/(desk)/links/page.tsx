import type { Metadata } from 'next'

import { PageTitle } from '@/components/kit/page.client'
import { ExportLinks, ExportNotice, ListCount, Pager } from '@/components/kit/table/table-page'
import { LinksFilters, NoLinks } from '@/components/links/list/filters'
import { LinksTable, RevokeMany } from '@/components/links/list/table.client'
import { canCreateLinks, canManageDesk } from '@/lib/core/actor'
import { deskRoutes } from '@/lib/core/desk-routes'
import { filterValues, toListQuery } from '@/lib/core/paging'
import { routes } from '@/lib/core/routes'
import { requireStaff } from '@/lib/guards/staff'
import { listLinkChoices, pageLinks } from '@/lib/links/list'
import { type LinkCursor, readLinksQuery } from '@/lib/links/schema/lists'

export const metadata: Metadata = { title: 'Links' }

export default async function LinksPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>
}) {
  const query = await searchParams
  const { filter, cursor } = readLinksQuery(query)
  const ctx = await requireStaff(routes.links(toListQuery(filter, cursor)))
  const [page, choices] = await Promise.all([pageLinks(ctx, filter, cursor), listLinkChoices(ctx)])
  const canCreate = canCreateLinks(ctx.actor)
  const hrefOf = (to: LinkCursor) => to && routes.links(toListQuery(filter, to))
  return (
    <>
      <PageTitle
        action={
          <div className="flex flex-wrap gap-2 max-md:contents">
            {canCreate && (
              <RevokeMany
                integrations={choices.integrations}
                staff={canManageDesk(ctx.actor) ? choices.staff : []}
              />
            )}
            <ExportLinks hrefOf={(format) => deskRoutes.linksExport({ ...toListQuery(filter), ...format })} />
          </div>
        }
      >
        Links
      </PageTitle>
      {!canCreate && (
        <p className="mb-4 text-muted">
          Your role may look at links but not make them. Ask an admin if you need to.
        </p>
      )}
      <ExportNotice notice={query['notice']} />
      <LinksFilters filter={filter} isEmpty={page.links.length === 0} {...choices} />
      <div className="mt-4">
        <ListCount
          rows={page.links.length}
          isMore={page.older !== null}
          isFirst={page.newer === null}
          one="link"
        />
        {page.links.length === 0 ? (
          <NoLinks isFiltered={Object.keys(filterValues(filter)).length > 0} canCreate={canCreate} />
        ) : (
          <LinksTable links={page.links} asOf={ctx.now().toISOString()} canCreate={canCreate} />
        )}
        <Pager label="Pages of links" newer={hrefOf(page.newer)} older={hrefOf(page.older)} />
      </div>
    </>
  )
}
