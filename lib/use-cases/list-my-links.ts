import 'server-only'
import type { LinkView } from '@/lib/core/link-view'
import { listLinksOf } from '@/lib/db/find-link'

import { recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toLinkView } from './to-link-view'

const dayMs = 86_400_000
const most = 20

/** The actor's links of the last 24 hours, newest first. */
export const listMyLinks = async (ctx: StaffCtx): Promise<LinkView[]> => {
  const since = new Date(ctx.now().getTime() - dayMs)
  await recallIntegrations(ctx)
  const links = await listLinksOf(ctx.db, ctx.actor.id, since, most)
  return links.map((link) => toLinkView(ctx, link))
}
