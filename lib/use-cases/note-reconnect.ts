import 'server-only'
import { noteMended } from '@/lib/db/note-broken'
import { noteConnection, type Noted, type TaggedConnection } from '@/lib/db/note-connection'
import { forgetConnections } from '@/lib/nango/list-connections'

import type { DeskCtx } from './desk-ctx'
import { finishReconnect } from './finish-reconnect'
import { retireLink } from './retire-link'

/**
 * Notes that the connection of a reconnect link was connected anew: it was read at Nango with the link's own tag, which
 * only the link itself can have brought there. Nothing else tells: Nango does not move `updated_at` for OAuth.
 */
export const noteReconnect = async (ctx: DeskCtx, reconnect: TaggedConnection): Promise<Noted> => {
  const noted = await noteConnection(ctx.db, reconnect, ctx.now())
  forgetConnections(ctx.nango)
  if (noted === 'connected') {
    await noteMended(ctx.db, reconnect)
    await retireLink(ctx, reconnect.linkId)
    await finishReconnect(ctx, reconnect.linkId)
  }
  return noted
}
