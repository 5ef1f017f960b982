import 'server-only'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { recordEvent } from '@/lib/db/events'
import { findLinkById, readLinkSecret } from '@/lib/db/find-link'

import { recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toLiveLinkView } from './to-link-view'

/** Opens a link's card again, as stored: the card itself asks how it stands. Showing its URL once more is for its maker and admins, and is an event each time. */
export const openLink = async (ctx: StaffCtx, id: string): Promise<Result<LiveLinkView>> => {
  await recallIntegrations(ctx)
  const link = await findLinkById(ctx.db, id)
  if (!link || link.state === 'creating') return fail({ code: 'not_found' })
  const view = toLiveLinkView(ctx, link, await readLinkSecret(ctx.db, id))
  if (view.url !== null)
    await recordEvent(ctx.db, {
      at: ctx.now(),
      kind: 'link.revealed',
      actorId: ctx.actor.id,
      linkId: id,
      facts: {},
    })
  return succeed(view)
}
