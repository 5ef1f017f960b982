import 'server-only'
import { linkTag } from '@/lib/core/customer-fields'
import type { Failure } from '@/lib/core/failure'
import { dayMs } from '@/lib/core/time'
import type { DeskCtx } from '@/lib/ctx'
import { restoreMetadata } from '@/lib/nango/change-connection'
import { type FullConnection, readConnection } from '@/lib/nango/read-connection'

import type { ConnectionSnapshot } from './schema/create'
import {
  endReconnect,
  readReconnect,
  type Reconnect,
  recordConnectionGone,
  recordOnce,
} from './store/reconnects'

/** A connection as a reconnect left it. */
type Now = Omit<ConnectionSnapshot, 'updatedAt'>

/** The keys under which two records differ, in order; values are never shown, for they may be secrets. */
const differing = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => key !== linkTag && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .toSorted()

const named = (what: string, keys: string[]) =>
  keys.length === 0 ? [] : [`other ${what}: ${keys.join(', ')}`]

/** What a reconnect changed besides the credentials, as the rest of a sentence. Metadata counts as it was put back. */
const reconnectChanges = (before: ConnectionSnapshot, after: Now): string => {
  const changes = [
    ...named('configuration', differing(before.connectionConfig, after.connectionConfig)),
    ...named('tags', differing(before.tags, after.tags)),
    ...named('metadata', differing(before.metadata, after.metadata)),
    ...(before.webhookUrlOverride === after.webhookUrlOverride ? [] : ['another webhook address']),
  ]
  return changes.length === 0
    ? 'new credentials, everything else as before'
    : `new credentials; ${changes.join('; ')}`
}

/** What Nango dropped of the metadata: all of it, which it does in the modes of typed credentials, or nothing. */
const droppedMetadata = (
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> | null => {
  const keys = Object.keys(before)
  return keys.length > 0 && keys.every((key) => !Object.hasOwn(after, key)) ? before : null
}

/** For so long the desk goes on trying to put metadata back. */
const keptMs = dayMs

/**
 * Puts back what Nango dropped when a connection was connected anew, records what changed, and erases the snapshot. What
 * cannot be done now is tried again by the sweep, for a day. Returns whether there is nothing left to do.
 */
export async function finishReconnect(ctx: DeskCtx, linkId: string): Promise<boolean> {
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
    await recordConnectionGone(ctx.db, linkId, at)
    await endReconnect(ctx.db, linkId, [])
    return true
  }
  if (at.getTime() - (connectedAt ?? at).getTime() > keptMs) return giveUp(ctx, linkId, code)
  await recordOnce(ctx.db, linkId, { at, kind: 'link.restore_failed', facts: { code } })
  return false
}

const giveUp = async (ctx: DeskCtx, linkId: string, code: string) => {
  const facts = { code, isFinal: true }
  await endReconnect(ctx.db, linkId, [{ at: ctx.now(), kind: 'link.restore_failed', facts }])
  return true
}
