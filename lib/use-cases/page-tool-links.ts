import 'server-only'
import type { LinksQuery } from '@/lib/core/api/links-page'
import type { LinkView } from '@/lib/core/link-view'
import { succeed, type Result } from '@/lib/core/result'
import { pageLinks } from '@/lib/db/page-links'

import type { KeyCtx } from './key-ctx'
import { toLinkView } from './to-link-view'

/** One page of the links that an internal tool made, newest first, and the id below which the next one begins. */
export const pageToolLinks = async (
  ctx: KeyCtx,
  query: LinksQuery,
): Promise<Result<{ links: LinkView[]; olderThan: string | null }>> => {
  const filter = {
    status: query.status ?? null,
    isRenewed: null,
    integrationKey: query.integration ?? null,
    makerId: ctx.actor.id,
    customerId: query.customer ?? null,
    from: query.from === undefined ? null : new Date(query.from),
    to: query.to === undefined ? null : new Date(query.to),
    term: null,
  }
  const cursor = query.cursor === undefined ? null : ({ way: 'older', fromId: query.cursor } as const)
  const page = await pageLinks(ctx.db, filter, cursor, query.limit)
  return succeed({ links: page.links.map((link) => toLinkView(ctx, link)), olderThan: page.older })
}
