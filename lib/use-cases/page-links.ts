import 'server-only'
import type { LinkView } from '@/lib/core/link-view'
import type { LinkCursor, LinksFilter } from '@/lib/core/links-filter'
import { pageLinks as readPage } from '@/lib/db/page-links'

import { recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toLinkFilter } from './to-link-filter'
import { toLinkView } from './to-link-view'

const pageSize = 50

/** Links newest first, and where the neighbouring pages begin. */
export type LinksPage = { links: LinkView[]; newer: LinkCursor; older: LinkCursor }

/** One page of all links that a filter leaves, for every role. A cursor that leads nowhere leads to the newest page. */
export const pageLinks = async (
  ctx: StaffCtx,
  filter: LinksFilter,
  cursor: LinkCursor,
): Promise<LinksPage> => {
  await recallIntegrations(ctx)
  const wanted = toLinkFilter(filter)
  const asked = await readPage(ctx.db, wanted, cursor, pageSize)
  const page = cursor && asked.links.length === 0 ? await readPage(ctx.db, wanted, null, pageSize) : asked
  return {
    links: page.links.map((link) => toLinkView(ctx, link)),
    newer: page.newer === null ? null : { way: 'newer', fromId: page.newer },
    older: page.older === null ? null : { way: 'older', fromId: page.older },
  }
}
