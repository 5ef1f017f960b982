import 'server-only'
import type { LinkView } from '@/lib/core/link-view'
import { listLinksOf } from '@/lib/db/find-link'

import { recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toLinkView } from './to-link-view'

/** The longest day that a zone has: one on which its clocks are put back. */
const longestDayMs = 25 * 3_600_000
const most = 20

/** The actor's newest links, newest first, as far back as today can reach in any zone. */
export const listMyLinks = async (ctx: StaffCtx): Promise<LinkView[]> => {
  const since = new Date(ctx.now().getTime() - longestDayMs)
  await recallIntegrations(ctx)
  const links = await listLinksOf(ctx.db, ctx.actor.id, since, most)
  return links.map((link) => toLinkView(ctx, link))
}
