import 'server-only'
import type { LinkView } from '@/lib/core/link-view'
import { findLinksByIds } from '@/lib/db/find-link'

import { catchUp } from './catch-up'
import { recallIntegrations } from './integration-names'
import { mayChange } from './read-link'
import type { StaffCtx } from './staff-ctx'
import { toLinkView } from './to-link-view'

/** How several links stand now, for whoever watches a list of them. Ids of no link are left out. */
export const readLinkStatuses = async (ctx: StaffCtx, ids: string[]): Promise<LinkView[]> => {
  await recallIntegrations(ctx)
  const stored = await findLinksByIds(ctx.db, ids)
  if (!stored.some((link) => mayChange(ctx, link))) return stored.map((link) => toLinkView(ctx, link))
  await catchUp(ctx)
  return (await findLinksByIds(ctx.db, ids)).map((link) => toLinkView(ctx, link))
}
