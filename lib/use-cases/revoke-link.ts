import 'server-only'
import type { LinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canMakeLinks } from '@/lib/core/staff'
import { findLinkById, readLinkSecret } from '@/lib/db/find-link'
import { endLink } from '@/lib/db/move-link'
import { deleteConnectSession } from '@/lib/nango/delete-connect-session'

import { readBack } from './check-link'
import type { StaffCtx } from './staff-ctx'
import { toLinkView } from './to-link-view'

/**
 * Ends a live link at Nango, then here. A connection that was made just before wins: the link is then connected.
 * Any agent may revoke any link; a link that has ended already stays as it is.
 */
export const revokeLink = async (ctx: StaffCtx, id: string): Promise<Result<LinkView>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const link = await findLinkById(ctx.db, id)
  if (!link) return fail({ code: 'not_found' })
  const secret = link.state === 'active' ? await readLinkSecret(ctx.db, id) : null
  if (secret) {
    const ended = await deleteConnectSession(ctx.nango, secret.token)
    if (!ended.ok) return ended
    await readBack(ctx, link)
    const facts = { nangoStatus: ended.value.status }
    await endLink(ctx.db, { id, to: 'revoked', actorId: ctx.actor.id, at: ctx.now(), facts })
  }
  return succeed(toLinkView(ctx, (await findLinkById(ctx.db, id)) ?? link))
}
