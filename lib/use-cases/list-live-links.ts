import 'server-only'
import { canMakeLinks } from '@/lib/core/actor'
import type { LinkView } from '@/lib/core/link-view'
import type { LiveLinksScope } from '@/lib/core/live-links-scope'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLiveLinksIn } from '@/lib/db/find-live-links-in'

import { recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toLinkView } from './to-link-view'

/** The live links that would be revoked together. Those of a staff member are for admins. */
export const listLiveLinks = async (ctx: StaffCtx, scope: LiveLinksScope): Promise<Result<LinkView[]>> => {
  const isAllowed = scope.by === 'staff' ? ctx.actor.role === 'admin' : canMakeLinks(ctx.actor)
  if (!isAllowed) return fail({ code: 'not_allowed' })
  await recallIntegrations(ctx)
  const found = await findLiveLinksIn(ctx.db, scope)
  return succeed(found.map((link) => toLinkView(ctx, link)))
}
