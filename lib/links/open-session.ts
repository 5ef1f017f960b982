import 'server-only'
import { linkTag, visitTag } from '@/lib/core/customer-fields'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import { pinLinkOrigin } from '@/lib/db/nango-states'
import { deleteConnectSession } from '@/lib/nango/delete-session'

import {
  type ConnectSession,
  createConnectSession,
  createReconnectSession,
  resolveLinkOrigin,
  takeSnapshot,
} from './nango'
import { recordTagged } from './record-connections'
import { type ConnectionSnapshot, toLinkTags, toVisitTags } from './schema/create'
import { findLinkById } from './store/find'
import { recordConnectionGone, replaceSnapshot } from './store/reconnects'
import type { Link } from './store/row'

type Wanted = {
  /** The connection that is to be connected anew, as it was. */
  snapshot: ConnectionSnapshot | null
  /** The visit of a hand-off link's page that it is for. */
  visitId: string | null
}

/**
 * Asks Nango for a connect session of a link, for its integrations that are not connected yet. One that leads elsewhere than
 * all others is ended at once: `nango_foreign_link`, with where it would have led.
 */
export async function openSession(ctx: DeskCtx, link: Link, wanted: Wanted): Promise<Result<ConnectSession>> {
  const opened = await request(ctx, link, wanted)
  if (!opened.ok) return opened
  const seen = new URL(opened.value.base).origin
  const expected = await resolveLinkOrigin(ctx.nango, () =>
    pinLinkOrigin(ctx.db, ctx.nango.host, seen, ctx.now()),
  )
  if (seen === expected) return opened
  await deleteConnectSession(ctx.nango, opened.value.token)
  return fail({ code: 'nango_foreign_link', detail: seen })
}

/**
 * The same for one visit of a hand-off link's page. Fails with `link_ended` where it does not live any more, and where it reconnects
 * as `takeSnapshot` does.
 */
export async function openSessionOfVisit(
  ctx: DeskCtx,
  linkId: string,
  { visitId, integrationKey }: { visitId: string; integrationKey: string | null },
): Promise<Result<ConnectSession>> {
  const link = await findLinkById(ctx.db, linkId)
  if (link?.state !== 'active' || link.revokeAskedAt !== null) return fail({ code: 'link_ended' })
  const integrations = link.integrations.filter(
    ({ key }) => integrationKey === null || key === integrationKey,
  )
  if (!integrations.some((one) => one.connectedAt === null)) return fail({ code: 'link_ended' })
  const retaken =
    link.reconnectsId === null ? succeed(null) : await retakeSnapshot(ctx, link, link.reconnectsId)
  if (!retaken.ok) return retaken
  return openSession(ctx, { ...link, integrations }, { snapshot: retaken.value, visitId })
}

/** Days may have passed since the link was made: what a reconnect would drop is read, and kept, as it is now. */
const retakeSnapshot = async (
  ctx: DeskCtx,
  { id: linkId, integrations }: Link,
  connectionId: string,
): Promise<Result<ConnectionSnapshot>> => {
  const integrationKey = integrations[0]?.key ?? ''
  const taken = await takeSnapshot(ctx.nango, { integration: integrationKey, connectionId, isHandoff: true })
  if (!taken.ok) {
    if (taken.failure.code === 'connection_gone') await recordConnectionGone(ctx.db, linkId, ctx.now())
    return taken
  }
  const { snapshot } = taken.value
  if (snapshot.tags[linkTag] === linkId) {
    // It was connected anew through this very link, and Nango has dropped already what the older snapshot still has.
    const visitId = snapshot.tags[visitTag] ?? null
    await recordTagged(ctx, { linkId, integrationKey, connectionId, visitId })
    return fail({ code: 'link_ended' })
  }
  return (await replaceSnapshot(ctx.db, linkId, snapshot)) ? succeed(snapshot) : fail({ code: 'link_ended' })
}

const request = (ctx: DeskCtx, link: Link, { snapshot, visitId }: Wanted) => {
  const tag = (tags: Record<string, string>) => (visitId === null ? tags : toVisitTags(tags, visitId))
  const integrations = link.integrations.filter((one) => one.connectedAt === null).map((one) => one.key)
  if (link.reconnectsId === null)
    return createConnectSession(ctx.nango, {
      tags: tag(toLinkTags(link.id, link.customer, link.ownTags)),
      integrations,
      configDefaults: Object.fromEntries(
        Object.entries(link.configDefaults).filter(([key]) => integrations.includes(key)),
      ),
    })
  // The key that sealed it is gone: without it the connection would lose what Nango drops.
  if (snapshot === null) return Promise.resolve(fail({ code: 'link_ended' }))
  return createReconnectSession(ctx.nango, {
    connectionId: link.reconnectsId,
    integrationKey: integrations[0] ?? '',
    tags: tag({ ...snapshot.tags, [linkTag]: link.id }),
    webhookUrlOverride: snapshot.webhookUrlOverride,
  })
}
