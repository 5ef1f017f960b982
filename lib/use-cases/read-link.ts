import 'server-only'
import { canSee } from '@/lib/core/actor'
import { mayStillConnect } from '@/lib/core/late-connection'
import type { LiveLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLinkById } from '@/lib/db/find-link'
import type { Link } from '@/lib/db/link-row'

import type { ActorCtx } from './actor-ctx'
import { catchUp } from './catch-up'
import { recallIntegrations } from './integration-names'
import { toLiveLinkView } from './to-link-view'

/** How a link stands now, for whoever watches it; without its URL. */
export const readLink = async (ctx: ActorCtx, id: string): Promise<Result<LiveLinkView>> => {
  await recallIntegrations(ctx)
  const stored = await findLinkById(ctx.db, id)
  if (!stored || !canSee(ctx.actor, stored)) return fail({ code: 'not_found' })
  const link = mayChange(ctx, stored) ? await readAfterCatchUp(ctx, stored) : stored
  return succeed(toLiveLinkView(ctx, link, null))
}

const readAfterCatchUp = async (ctx: ActorCtx, stored: Link) => {
  await catchUp(ctx)
  return (await findLinkById(ctx.db, stored.id)) ?? stored
}

/** Whether a connection may still come of a link. */
export const mayChange = (ctx: ActorCtx, { state, endsAt }: Link) =>
  mayStillConnect(state, (endsAt?.getTime() ?? 0) - ctx.now().getTime())
