import 'server-only'
import { mayStillConnect } from '@/lib/core/late-connection'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLinkById } from '@/lib/db/find-link'
import type { Link } from '@/lib/db/link-row'

import { catchUp } from './catch-up'
import type { StaffCtx } from './staff-ctx'
import { toLiveLinkView } from './to-link-view'

/** How a link stands now, for whoever watches it; without its URL. */
export const readLink = async (ctx: StaffCtx, id: string): Promise<Result<LiveLinkView>> => {
  const stored = await findLinkById(ctx.db, id)
  if (!stored) return fail({ code: 'not_found' })
  const link = mayChange(ctx, stored) ? await readAfterCatchUp(ctx, stored) : stored
  return succeed(toLiveLinkView(ctx, link, null))
}

const readAfterCatchUp = async (ctx: StaffCtx, stored: Link) => {
  await catchUp(ctx)
  return (await findLinkById(ctx.db, stored.id)) ?? stored
}

/** Whether a connection may still come of a link. */
export const mayChange = (ctx: StaffCtx, { state, endsAt }: Link) =>
  mayStillConnect(state, (endsAt?.getTime() ?? 0) - ctx.now().getTime())
