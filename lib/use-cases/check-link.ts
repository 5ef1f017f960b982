import 'server-only'
import { mayStillConnect } from '@/lib/core/late-connection'
import { findLinkById } from '@/lib/db/find-link'
import type { Link } from '@/lib/db/link-row'
import { claimCheck, connectIntegration, endLink } from '@/lib/db/move-link'
import { findConnectionsOfLink } from '@/lib/nango/find-connections'

import type { StaffCtx } from './staff-ctx'

/** At most one question to Nango per link in this time, shared by all who watch it. */
const checkEveryMs = 5_000

/** Brings a stored link up to date: reads its connections back from Nango when it is time to, and ends it on the clock. */
export const checkLink = async (ctx: StaffCtx, link: Link): Promise<Link> => {
  const remainingMs = (link.endsAt?.getTime() ?? 0) - ctx.now().getTime()
  if (!mayStillConnect(link.state, remainingMs)) return link
  if (await claimCheck(ctx.db, link.id, ctx.now(), checkEveryMs)) await readBack(ctx, link)
  await expireOnTime(ctx, link)
  return (await findLinkById(ctx.db, link.id)) ?? link
}

/** Notes every connection at Nango that carries this link's tag. When Nango cannot be asked, nothing changes. */
export const readBack = async (ctx: StaffCtx, link: Link) => {
  const found = await findConnectionsOfLink(ctx.nango, link.id)
  if (!found.ok) return
  for (const { integrationKey, id: connectionId } of found.value)
    await connectIntegration(ctx.db, { id: link.id, integrationKey, connectionId, at: ctx.now() })
}

const expireOnTime = async (ctx: StaffCtx, { id, state, endsAt }: Link) => {
  if (state !== 'active' || !endsAt || endsAt > ctx.now()) return
  await endLink(ctx.db, { id, to: 'expired', actorId: null, at: ctx.now(), facts: {} })
}
