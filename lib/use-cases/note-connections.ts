import 'server-only'
import { LinkId } from '@/lib/core/link-id'
import { noteConnection, withoutKnown, type Noted, type TaggedConnection } from '@/lib/db/note-connection'
import { type Connection, linkTag } from '@/lib/nango/connection'

import type { DeskCtx } from './desk-ctx'
import { retireLink } from './retire-link'

/**
 * Notes what was read at Nango: how far links are, which are connected, and connections that are one too many. A link
 * that is complete is retired. Returns what was new; connections without a link's tag are nobody's.
 */
export const noteConnections = async (ctx: DeskCtx, connections: Connection[]): Promise<Noted[]> => {
  const noted: Noted[] = []
  for (const connection of await withoutKnown(ctx.db, connections.flatMap(toTagged))) {
    const meaning = await noteConnection(ctx.db, connection, ctx.now())
    noted.push(meaning)
    if (meaning === 'connected') await retireLink(ctx, connection.linkId)
  }
  return noted
}

const toTagged = ({ id, integrationKey, tags }: Connection): TaggedConnection[] => {
  const linkId = LinkId.safeParse(tags[linkTag]).data
  return linkId ? [{ linkId, integrationKey, connectionId: id }] : []
}
