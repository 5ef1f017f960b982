import 'server-only'
import type { Failure } from '@/lib/core/failure'
import type { DeskCtx } from '@/lib/ctx'
import { restoreMetadata } from '@/lib/nango/change-connection'
import { type Connection, linkTag } from '@/lib/nango/connection'
import { findConnection } from '@/lib/nango/find-connections'
import { forgetConnections } from '@/lib/nango/list-connections'
import { type FullConnection, readConnection } from '@/lib/nango/read-connection'

import { retireLink } from './retire'
import type { ConnectionSnapshot } from './schema/create'
import { type ConnectionOutcome, recordConnection, type TaggedConnection } from './store/move'
import { clearBroken } from './store/of-connection'
import {
  endReconnect,
  markChecked,
  type OpenReconnect,
  readReconnect,
  type Reconnect,
  recordConnectionGone,
  recordOnce,
} from './store/reconnects'

/** A connection as a reconnect left it. */
type Now = Omit<ConnectionSnapshot, 'updatedAt'>

const reconnectChangesLinkTag = 'connect_link_id'

/** The keys under which two records differ, in order; values are never told, for they may be secrets. */
const differing = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(
      (key) => key !== reconnectChangesLinkTag && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    )
    .toSorted()

const named = (what: string, keys: string[]) =>
  keys.length === 0 ? [] : [`other ${what}: ${keys.join(', ')}`]

/** What a reconnect changed besides the credentials, as the rest of a sentence. Metadata counts as it was put back. */
export function reconnectChanges(before: ConnectionSnapshot, after: Now): string {
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
export function droppedMetadata(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> | null {
  const keys = Object.keys(before)
  return keys.length > 0 && keys.every((key) => !Object.hasOwn(after, key)) ? before : null
}

/**
 * Notes that the connection of a reconnect link was connected anew: it was read at Nango with the link's own tag, which
 * only the link itself can have brought there. Nothing else tells: Nango does not move `updated_at` for OAuth.
 */
export async function recordReconnect(ctx: DeskCtx, reconnect: TaggedConnection): Promise<ConnectionOutcome> {
  const noted = await recordConnection(ctx.db, reconnect, ctx.now())
  forgetConnections(ctx.nango)
  if (noted === 'connected') {
    await clearBroken(ctx.db, reconnect)
    await retireLink(ctx, reconnect.linkId)
    await finishReconnect(ctx, reconnect.linkId)
  }
  return noted
}

/** For so long the desk goes on trying to put metadata back. */
const keptMs = 24 * 3_600_000

/**
 * Puts back what Nango dropped when a connection was connected anew, tells what changed, and erases the snapshot. What
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

type Seen = { seen: Connection[]; isWhole: boolean }

/**
 * Notes what a list of connections says of those that are to be connected anew, without asking again: each is in it, is no
 * more, or is older than what the list shows. Returns the latter.
 */
export async function checkReconnectsInList(
  ctx: DeskCtx,
  open: OpenReconnect[],
  { seen, isWhole }: Seen,
): Promise<OpenReconnect[]> {
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
export async function checkReconnect(ctx: DeskCtx, one: OpenReconnect): Promise<void> {
  await markChecked(ctx.db, one.linkId, ctx.now())
  const found = await findConnection(ctx.nango, one)
  if (found.ok) await judge(ctx, one, found.value)
}

const judge = async (ctx: DeskCtx, reconnect: OpenReconnect, connection: Connection | null) => {
  const { linkId, integrationKey, connectionId, isGone } = reconnect
  if (connection?.tags[linkTag] === linkId)
    await recordReconnect(ctx, { linkId, integrationKey, connectionId })
  else if (!connection && !isGone) await recordConnectionGone(ctx.db, linkId, ctx.now())
}

const nameOf = (integrationKey: string, connectionId: string) =>
  JSON.stringify([integrationKey, connectionId])
