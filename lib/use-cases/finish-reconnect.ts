import 'server-only'
import type { Failure } from '@/lib/core/failure'
import { droppedMetadata, reconnectChanges } from '@/lib/core/reconnect-changes'
import {
  endReconnect,
  noteConnectionGone,
  noteOnce,
  type Reconnect,
  readReconnect,
} from '@/lib/db/reconnects'
import { type FullConnection, readConnection } from '@/lib/nango/read-connection'
import { restoreMetadata } from '@/lib/nango/restore-metadata'

import type { DeskCtx } from './desk-ctx'

/** For so long the desk goes on trying to put metadata back. */
const keptMs = 24 * 3_600_000

/**
 * Puts back what Nango dropped when a connection was connected anew, tells what changed, and erases the snapshot. What
 * cannot be done now is tried again by the sweep, for a day. Returns whether there is nothing left to do.
 */
export const finishReconnect = async (ctx: DeskCtx, linkId: string): Promise<boolean> => {
  const reconnect = await readReconnect(ctx.db, linkId)
  if (reconnect?.state !== 'connected') return true
  const { snapshot } = reconnect
  if (!snapshot) return giveUp(ctx, linkId, 'key_missing')
  const read = await readConnection(ctx.nango, reconnect.integrationKey, reconnect.connectionId)
  if (!read.ok) return postpone(ctx, reconnect, read.failure)
  const dropped = droppedMetadata(snapshot.metadata, read.value.metadata)
  const restored = dropped && (await restoreMetadata(ctx.nango, reconnect, dropped))
  if (restored?.ok === false) return postpone(ctx, reconnect, restored.failure)
  const now: FullConnection = dropped
    ? { ...read.value, metadata: { ...read.value.metadata, ...dropped } }
    : read.value
  const at = ctx.now()
  await endReconnect(ctx.db, linkId, [
    { at, kind: 'link.reconnected', facts: { changes: reconnectChanges(snapshot, now) } },
    ...(dropped ? [{ at, kind: 'link.restored' as const, facts: {} }] : []),
  ])
  return true
}

const postpone = async (ctx: DeskCtx, reconnect: Reconnect, { code }: Failure): Promise<boolean> => {
  const { linkId, connectedAt } = reconnect
  const at = ctx.now()
  if (code === 'connection_gone') {
    await noteConnectionGone(ctx.db, linkId, at)
    await endReconnect(ctx.db, linkId, [])
    return true
  }
  if (at.getTime() - (connectedAt ?? at).getTime() > keptMs) return giveUp(ctx, linkId, code)
  await noteOnce(ctx.db, linkId, { at, kind: 'link.restore_failed', facts: { code } })
  return false
}

const giveUp = async (ctx: DeskCtx, linkId: string, code: string) => {
  const facts = { code, isFinal: true }
  await endReconnect(ctx.db, linkId, [{ at: ctx.now(), kind: 'link.restore_failed', facts }])
  return true
}
