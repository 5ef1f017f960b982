import 'server-only'
import { canEndLinks, canSee } from '@/lib/core/actor'
import type { LinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLinkById } from '@/lib/db/find-link'
import { askRevocation } from '@/lib/db/move-link'
import { loadAuthModes } from '@/lib/nango/load-auth-modes'

import type { ActorCtx } from './actor-ctx'
import { finishRevocation } from './finish-revocation'
import { toLinkView } from './to-link-view'

/**
 * Ends a live link. Any agent may revoke any link; one that has ended already stays as it is. When Nango cannot be
 * told now, the wish stands and the sweep goes on with it.
 */
export const revokeLink = async (ctx: ActorCtx, id: string): Promise<Result<LinkView>> => {
  if (!canEndLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const link = await findLinkById(ctx.db, id)
  if (!link || !canSee(ctx.actor, link)) return fail({ code: 'not_found' })
  if (link.state === 'active') {
    await askRevocation(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
    void loadAuthModes(ctx.nango)
    const finished = await finishRevocation(ctx, id)
    if (!finished.ok) return finished
  }
  return succeed(toLinkView(ctx, (await findLinkById(ctx.db, id)) ?? link))
}
