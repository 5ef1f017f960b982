import 'server-only'
import { canSee } from '@/lib/core/actor'
import { mayStillConnect } from '@/lib/core/late-connection'
import type { WatchedLinkView } from '@/lib/core/link-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLinkById } from '@/lib/db/find-link'
import type { Link } from '@/lib/db/link-row'
import { readNangoState } from '@/lib/db/nango-states'
import { loadAuthModes } from '@/lib/nango/load-auth-modes'

import type { ActorCtx } from './actor-ctx'
import { catchUp } from './catch-up'
import { recallIntegrations } from './integration-names'
import { toLiveLinkView } from './to-link-view'

/** How a link stands now, for whoever watches it; without its URL. */
export const readLink = async (ctx: ActorCtx, id: string): Promise<Result<WatchedLinkView>> => {
  await recallIntegrations(ctx)
  const stored = await findLinkById(ctx.db, id)
  if (!stored || !canSee(ctx.actor, stored)) return fail({ code: 'not_found' })
  if (!mayChange(ctx, stored)) return succeed({ ...toLiveLinkView(ctx, stored, null), silentSince: null })
  const link = await readAfterCatchUp(ctx, stored)
  return succeed({ ...toLiveLinkView(ctx, link, null), silentSince: await readSilence(ctx) })
}

const readAfterCatchUp = async (ctx: ActorCtx, stored: Link) => {
  // Whoever watches is told what the link's end will mean; nobody waits for it.
  void loadAuthModes(ctx.nango)
  await catchUp(ctx)
  return (await findLinkById(ctx.db, stored.id)) ?? stored
}

/** Since when Nango could not be asked for news, so that what stands here may be out of date; null while it can. */
export const readSilence = async ({ db, nango }: ActorCtx): Promise<string | null> =>
  (await readNangoState(db, nango.host))?.silentSince?.toISOString() ?? null
/** Whether a connection may still come of a link. */
export const mayChange = (ctx: ActorCtx, { state, endsAt }: Link) =>
  mayStillConnect(state, (endsAt?.getTime() ?? 0) - ctx.now().getTime())
