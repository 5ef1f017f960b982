import 'server-only'
import { noteConnectionGone, noteLooked, type OpenReconnect } from '@/lib/db/reconnects'
import { type Connection, linkTag } from '@/lib/nango/connection'
import { findConnection } from '@/lib/nango/find-connection'

import type { DeskCtx } from './desk-ctx'
import { noteReconnect } from './note-reconnect'

type Seen = { seen: Connection[]; isWhole: boolean }

/**
 * Notes what a list of connections says of those that are to be connected anew, without asking again: each is in it, is no
 * more, or is older than what the list shows. Returns the latter.
 */
export const lookThroughList = async (
  ctx: DeskCtx,
  open: OpenReconnect[],
  { seen, isWhole }: Seen,
): Promise<OpenReconnect[]> => {
  const found = new Map(seen.map((one) => [nameOf(one.integrationKey, one.id), one]))
  const unseen: OpenReconnect[] = []
  for (const one of open) {
    const connection = found.get(nameOf(one.integrationKey, one.connectionId)) ?? null
    if (connection || isWhole) await judge(ctx, one, connection)
    else unseen.push(one)
  }
  return unseen
}

/** Asks for one connection by itself. */
export const lookAtOne = async (ctx: DeskCtx, one: OpenReconnect): Promise<void> => {
  await noteLooked(ctx.db, one.linkId, ctx.now())
  const found = await findConnection(ctx.nango, one)
  if (found.ok) await judge(ctx, one, found.value)
}

const judge = async (ctx: DeskCtx, reconnect: OpenReconnect, connection: Connection | null) => {
  const { linkId, integrationKey, connectionId, isGone } = reconnect
  if (connection?.tags[linkTag] === linkId) await noteReconnect(ctx, { linkId, integrationKey, connectionId })
  else if (!connection && !isGone) await noteConnectionGone(ctx.db, linkId, ctx.now())
}

const nameOf = (integrationKey: string, connectionId: string) =>
  JSON.stringify([integrationKey, connectionId])
