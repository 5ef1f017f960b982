import 'server-only'
import { LinkId } from '@/lib/core/ids'
import type { DeskCtx } from '@/lib/ctx'
import { type Connection, linkTag } from '@/lib/nango/connection'
import { forgetConnections } from '@/lib/nango/list-connections'

import { recordReconnect } from './finish-reconnect'
import { retireLink } from './retire'
import { recordConnection, withoutKnown, type ConnectionOutcome, type TaggedConnection } from './store/move'
import { findReconnects } from './store/reconnects'

/**
 * Notes what was read at Nango: how far links are, which are connected, and connections that are one too many. A link
 * that is complete is retired. Returns what was new; connections without a link's tag are nobody's.
 */
export async function recordConnections(
  ctx: DeskCtx,
  connections: Connection[],
): Promise<ConnectionOutcome[]> {
  const unknown = await withoutKnown(ctx.db, connections.flatMap(toTagged))
  const reconnects = await findReconnects(
    ctx.db,
    unknown.map(({ linkId }) => linkId),
  )
  const noted: ConnectionOutcome[] = []
  for (const connection of unknown) {
    const isReconnect = reconnects.get(connection.linkId) === connection.connectionId
    const meaning = isReconnect
      ? await recordReconnect(ctx, connection)
      : await noteNewConnection(ctx, connection)
    noted.push(meaning)
  }
  return noted
}

const noteNewConnection = async (ctx: DeskCtx, connection: TaggedConnection) => {
  const meaning = await recordConnection(ctx.db, connection, ctx.now())
  forgetConnections(ctx.nango)
  if (meaning === 'connected') await retireLink(ctx, connection.linkId)
  return meaning
}

const toTagged = ({ id, integrationKey, tags }: Connection): TaggedConnection[] => {
  const linkId = LinkId.safeParse(tags[linkTag]).data
  return linkId ? [{ linkId, integrationKey, connectionId: id }] : []
}
