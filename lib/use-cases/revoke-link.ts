import 'server-only'
import type { LinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canMakeLinks } from '@/lib/core/staff'
import { findLinkById } from '@/lib/db/find-link'
import { askRevocation } from '@/lib/db/move-link'

import { finishRevocation } from './finish-revocation'
import type { StaffCtx } from './staff-ctx'
import { toLinkView } from './to-link-view'

/**
 * Ends a live link. Any agent may revoke any link; one that has ended already stays as it is. When Nango cannot be
 * told now, the wish stands and the sweep goes on with it.
 */
export const revokeLink = async (ctx: StaffCtx, id: string): Promise<Result<LinkView>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const link = await findLinkById(ctx.db, id)
  if (!link) return fail({ code: 'not_found' })
  if (link.state === 'active') {
    await askRevocation(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
    const finished = await finishRevocation(ctx, id)
    if (!finished.ok) return finished
  }
  return succeed(toLinkView(ctx, (await findLinkById(ctx.db, id)) ?? link))
}
