import 'server-only'
import { canEndLinks, canSee } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { within } from '@/lib/core/time'
import type { ActorCtx, DeskCtx, StaffCtx } from '@/lib/ctx'
import { endSecret } from '@/lib/handoff/end'
import { loadAuthModes } from '@/lib/nango/auth-modes'
import { findConnectionsOfLink } from '@/lib/nango/list-connections'

import { toLinkView } from './read'
import { recordConnections } from './record-connections'
import { findLinkById, findLiveLinksIn, readLinkSecret } from './store/find'
import { askRevocation, endRevoked } from './store/move'
import type { LinkView } from './view'

/**
 * Ends a live link. Any agent may revoke any link; one that has ended already stays as it is. When Nango cannot be
 * asked now, the request stands and the sweep goes on with it.
 */
export async function revokeLink(ctx: ActorCtx, id: string): Promise<Result<LinkView>> {
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

/** The customer themselves wants a link ended. When Nango cannot be asked now, the sweep goes on with it. */
export async function stopLink(ctx: DeskCtx, id: string): Promise<void> {
  await askRevocation(ctx.db, { id, actorId: null, at: ctx.now() })
  await finishRevocation(ctx, id)
}

/**
 * Ends a live link at Nango, then here. A connection that was created just before wins: the link is then connected. Does
 * nothing to a link whose token is gone.
 */
export async function finishRevocation(ctx: DeskCtx, id: string): Promise<Result<null>> {
  const secret = await readLinkSecret(ctx.db, id)
  if (!secret) return succeed(null)
  const deleted = await endSecret(ctx, id, secret)
  if (!deleted.ok) return fail(deleted.failure)
  const found = await findConnectionsOfLink(ctx.nango, id)
  if (found.ok) await recordConnections(ctx, found.value)
  await endRevoked(ctx.db, { id, at: ctx.now(), nangoStatus: deleted.value.status })
  return succeed(null)
}

/** How many links are revoked at Nango at the same time, and how long whoever asks waits for them. */
const lanes = 5
const patienceMs = 8_000

/**
 * Revokes the live links that some people created. Returns these links within 8 s: what could not be ended at Nango until
 * then is still being revoked, and the sweep goes on with it.
 */
export async function revokeLinksOf(ctx: StaffCtx, makerIds: string[]): Promise<LinkView[]> {
  const live = await Promise.all(makerIds.map((value) => findLiveLinksIn(ctx.db, { by: 'staff', value })))
  const ids = live.flat().map(({ id }) => id)
  for (const id of ids) await askRevocation(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
  await within(patienceMs, revokeAll(ctx, ids))
  const links = await Promise.all(ids.map((id) => findLinkById(ctx.db, id)))
  return links.flatMap((link) => (link ? [toLinkView(ctx, link)] : []))
}

const revokeAll = (ctx: StaffCtx, ids: string[]) => {
  const left = [...ids]
  const lane = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) await revokeLink(ctx, id)
  }
  return Promise.all(Array.from({ length: lanes }, lane))
}
