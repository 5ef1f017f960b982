import 'server-only'
import { noteConnection, type Noted } from '@/lib/db/note-connection'
import { noteConnectionGone, readReconnect } from '@/lib/db/reconnects'
import { linkTag } from '@/lib/nango/connection'
import { forgetConnections } from '@/lib/nango/list-connections'
import { readConnection } from '@/lib/nango/read-connection'

import type { DeskCtx } from './desk-ctx'
import { finishReconnect } from './finish-reconnect'
import { retireLink } from './retire-link'

/**
 * Looks whether the connection of a reconnect link was connected anew by now, and notes it; null when there is nothing to
 * note. A connection that is no more is noted too.
 */
export const noteReconnect = async (ctx: DeskCtx, linkId: string): Promise<Noted | null> => {
  const reconnect = await readReconnect(ctx.db, linkId)
  if (!reconnect) return null
  const { integrationKey, connectionId } = reconnect
  const read = await readConnection(ctx.nango, integrationKey, connectionId)
  if (!read.ok) {
    if (read.failure.code === 'connection_gone') await noteConnectionGone(ctx.db, linkId, ctx.now())
    return null
  }
  // Only the link itself can have brought its tag there. Nango does not move `updated_at` for OAuth.
  if (read.value.tags[linkTag] !== linkId) return null
  const noted = await noteConnection(ctx.db, { linkId, integrationKey, connectionId }, ctx.now())
  forgetConnections(ctx.nango)
  if (noted === 'connected') {
    await retireLink(ctx, linkId)
    await finishReconnect(ctx, linkId)
  }
  return noted
}
