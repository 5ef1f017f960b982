import 'server-only'
import { mayStillConnect } from '@/lib/core/late-connection'
import { findLinkById } from '@/lib/db/find-link'
import type { Link } from '@/lib/db/link-row'
import { claimCheck, connectIntegration, endLink } from '@/lib/db/move-link'
import { findConnectionsOfLink } from '@/lib/nango/find-connections'

import type { StaffCtx } from './staff-ctx'

/** At most one question to Nango per link in this time, shared by all who watch it. */
const checkEveryMs = 5_000

/** Brings a stored link up to date when it is time to: reads its connections back from Nango, and ends it on the clock. */
export const checkLink = async (ctx: StaffCtx, link: Link): Promise<Link> => {
  const remainingMs = (link.endsAt?.getTime() ?? 0) - ctx.now().getTime()
  if (!mayStillConnect(link.state, remainingMs)) return link
  if (!(await claimCheck(ctx.db, link.id, ctx.now(), checkEveryMs))) return link
  const nangoNow = await readBack(ctx, link)
  if (isOver(ctx, link, nangoNow))
    await endLink(ctx.db, { id: link.id, to: 'expired', actorId: null, at: ctx.now(), facts: {} })
  return (await findLinkById(ctx.db, link.id)) ?? link
}

/** Notes every connection at Nango that carries this link's tag. Returns Nango's clock; null when it cannot be asked. */
export const readBack = async (ctx: StaffCtx, link: Link): Promise<Date | null> => {
  const found = await findConnectionsOfLink(ctx.nango, link.id)
  if (!found.ok) return null
  for (const { integrationKey, id: connectionId } of found.value.connections)
    await connectIntegration(ctx.db, { id: link.id, integrationKey, connectionId, at: ctx.now() })
  return found.value.nangoNow
}

/** Nango's clock decides, for it ends the link; ours only when Nango is silent, because it may have been set. */
const isOver = (ctx: StaffCtx, { state, expiresAt, endsAt }: Link, nangoNow: Date | null) => {
  if (state !== 'active' || !expiresAt || !endsAt) return false
  return nangoNow ? expiresAt <= nangoNow : endsAt <= ctx.now()
}
