import 'server-only'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLinkById } from '@/lib/db/find-link'

import { checkLink } from './check-link'
import type { StaffCtx } from './staff-ctx'
import { toLiveLinkView } from './to-link-view'

/** How a link stands now, for whoever watches it; without its URL. Asks Nango at most once in 5 s per link. */
export const readLink = async (ctx: StaffCtx, id: string): Promise<Result<LiveLinkView>> => {
  const stored = await findLinkById(ctx.db, id)
  if (!stored) return fail({ code: 'not_found' })
  const link = await checkLink(ctx, stored)
  return succeed(toLiveLinkView(ctx, link, null))
}
