import 'server-only'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLinkById } from '@/lib/db/find-link'

import { recallIntegrations } from './integration-names'
import { revealLink } from './reveal-link'
import type { StaffCtx } from './staff-ctx'

/** Opens a link's card again, as stored: the card itself asks how it stands. Showing its URL once more is for its maker and admins, and is an event each time. */
export const openLink = async (ctx: StaffCtx, id: string): Promise<Result<LiveLinkView>> => {
  await recallIntegrations(ctx)
  const link = await findLinkById(ctx.db, id)
  if (!link || link.state === 'creating') return fail({ code: 'not_found' })
  return succeed(await revealLink(ctx, link))
}
