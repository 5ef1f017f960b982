import type { Metadata } from 'next'

import { LinksFilters } from '@/components/links/links-filters'
import { LinksTable } from '@/components/links/links-table.client'
import { NoLinks } from '@/components/links/no-links'
import { RevokeMany } from '@/components/revoke-many/revoke-many.client'
import { PageTitle } from '@/components/shell/page-title'
import { ExportLink } from '@/components/table/export-link'
import { ExportNotice } from '@/components/table/export-notice'
import { Pager } from '@/components/table/pager'
import { canMakeLinks } from '@/lib/core/actor'
import { deskRoutes } from '@/lib/core/desk-routes'
import { filterValues, type LinkCursor, toLinksAddress } from '@/lib/core/links-filter'
import { readLinksQuery } from '@/lib/core/links-query'
import { routes } from '@/lib/core/routes'
import { requireStaff } from '@/lib/doors/staff-ctx'
import { listLinkChoices } from '@/lib/use-cases/list-link-choices'
import { pageLinks } from '@/lib/use-cases/page-links'

import { listLiveLinksAction, revokeLinkAction } from './actions'

export const metadata: Metadata = { title: 'Links' }

export default async function LinksPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>
}) {
  const query = await searchParams
  const { filter, cursor } = readLinksQuery(query)
  const ctx = await requireStaff(routes.links(toLinksAddress(filter, cursor)))
  const [page, choices] = await Promise.all([pageLinks(ctx, filter, cursor), listLinkChoices(ctx)])
  const canMake = canMakeLinks(ctx.actor)
  const hrefOf = (to: LinkCursor) => to && routes.links(toLinksAddress(filter, to))
  return (
    <>
      <PageTitle
        action={
          <div className="flex gap-2">
            {canMake && (
              <RevokeMany
                integrations={choices.integrations}
                staff={ctx.actor.role === 'admin' ? choices.staff : []}
                listLive={listLiveLinksAction}
                revoke={revokeLinkAction}
              />
            )}
            <ExportLink href={deskRoutes.linksExport(toLinksAddress(filter))} />
          </div>
        }
      >
        Links
      </PageTitle>
      <ExportNotice notice={query['notice']} />
      <LinksFilters filter={filter} isEmpty={page.links.length === 0} {...choices} />
      <div className="mt-4">
        {page.links.length === 0 ? (
          <NoLinks isFiltered={Object.keys(filterValues(filter)).length > 0} canMake={canMake} />
        ) : (
          <LinksTable
            links={page.links}
            asOf={ctx.now().toISOString()}
            canMake={canMake}
            revoke={revokeLinkAction}
          />
        )}
        <Pager label="Pages of links" newer={hrefOf(page.newer)} older={hrefOf(page.older)} />
      </div>
    </>
  )
}
