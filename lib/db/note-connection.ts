import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import { entersFrom, LinkState } from '@/lib/core/link-state'

import { forgetFailedAttempts } from './failed-attempts'
import type { Db } from './open'
import { linkAlarms, linkIntegrations, links } from './schema'
import { selectConfirmed } from './suspicions'

/** A connection at Nango that carries a link's tag. */
export type TaggedConnection = { linkId: string; integrationKey: string; connectionId: string }

/**
 * What a connection meant: one integration further (`progressed`), the last one (`connected`), one too many
 * (`alarmed`), nothing new, or nothing to us yet because the link is still being made.
 */
export type Noted = 'progressed' | 'connected' | 'alarmed' | 'known' | 'early' | 'foreign'

/** Those connections that no link has noted yet. */
export const withoutKnown = async <T extends TaggedConnection>(db: Db, connections: T[]): Promise<T[]> => {
  if (connections.length === 0) return []
  const ids = connections.map((one) => one.connectionId)
  const [expected, alarms] = [
    await db
      .select({
        linkId: linkIntegrations.linkId,
        key: linkIntegrations.integrationKey,
        id: linkIntegrations.connectionId,
      })
      .from(linkIntegrations)
      .where(inArray(linkIntegrations.connectionId, ids)),
    await db
      .select({ linkId: linkAlarms.linkId, key: linkAlarms.integrationKey, id: linkAlarms.connectionId })
      .from(linkAlarms)
      .where(inArray(linkAlarms.connectionId, ids)),
  ]
  const confirmed = await selectConfirmed(db, ids)
  const known = new Set(
    [...expected, ...alarms, ...confirmed].map(({ linkId, key, id }) => `${linkId} ${key} ${id}`),
  )
  return connections.filter((one) => !known.has(`${one.linkId} ${one.integrationKey} ${one.connectionId}`))
}

/** Notes a connection that was read at Nango. The first of each integration counts, and of a link that reconnects only its own
 * connection; any other raises an alarm. */
export const noteConnection = (db: Db, connection: TaggedConnection, at: Date): Promise<Noted> =>
  db.transaction(async (tx) => {
    const { linkId } = connection
    // One at a time per link, or two last integrations would each see the other as missing.
    const [row] = await tx
      .select({ state: links.state, reconnectsId: links.reconnectsId })
      .from(links)
      .where(eq(links.id, linkId))
      .for('update')
    if (!row) return 'foreign'
    const state = LinkState.parse(row.state)
    if (state === 'creating') return 'early'
    const isExpected =
      state !== 'failed' && (row.reconnectsId ?? connection.connectionId) === connection.connectionId
    if (isExpected && (await progress(tx, connection, at)))
      return (await finish(tx, linkId, at)) ? 'connected' : 'progressed'
    const [same] = await withoutKnown(tx, [connection])
    if (!same) return 'known'
    await raiseAlarm(tx, connection, at)
    return 'alarmed'
  })

const factsOf = ({ integrationKey, connectionId }: TaggedConnection) => ({
  integration: integrationKey,
  connection: connectionId,
})

const progress = async (tx: Db, connection: TaggedConnection, at: Date): Promise<boolean> => {
  const { linkId, integrationKey, connectionId } = connection
  const moved = await tx
    .update(linkIntegrations)
    .set({ connectionId, connectedAt: at })
    .where(
      and(
        eq(linkIntegrations.linkId, linkId),
        eq(linkIntegrations.integrationKey, integrationKey),
        isNull(linkIntegrations.connectedAt),
      ),
    )
    .returning({ linkId: linkIntegrations.linkId })
  if (moved.length === 0) return false
  await recordEvent(tx, { at, kind: 'link.progressed', actorId: null, linkId, facts: factsOf(connection) })
  await forgetFailedAttempts(tx, integrationKey)
  return true
}

/** Any state that may be entered late → connected, when no integration is missing. The token stays until it is retired. */
const finish = async (tx: Db, id: string, at: Date): Promise<boolean> => {
  const missing = tx
    .select({ one: sql`1` })
    .from(linkIntegrations)
    .where(and(eq(linkIntegrations.linkId, id), isNull(linkIntegrations.connectedAt)))
  const moved = await tx
    .update(links)
    .set({ state: 'connected', connectedAt: at, endedAt: at, connectionGoneAt: null })
    .where(and(eq(links.id, id), inArray(links.state, [...entersFrom.connected]), sql`not exists ${missing}`))
    .returning({ id: links.id })
  if (moved.length === 0) return false
  await recordEvent(tx, { at, kind: 'link.connected', actorId: null, linkId: id, facts: {} })
  return true
}

const raiseAlarm = async (tx: Db, connection: TaggedConnection, at: Date) => {
  const { linkId } = connection
  await tx.insert(linkAlarms).values({ ...connection, at })
  await tx
    .update(links)
    .set({ alarmedAt: sql`coalesce(${links.alarmedAt}, ${at.toISOString()}::timestamptz)` })
    .where(eq(links.id, linkId))
  await recordEvent(tx, { at, kind: 'link.alarmed', actorId: null, linkId, facts: factsOf(connection) })
}
