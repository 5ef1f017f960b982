import 'server-only'
import { and, desc, eq, gt, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'

import { StoredFacts } from '@/lib/audit/events/entry'
import { recordEvent } from '@/lib/audit/record'
import type { ConnectionName } from '@/lib/core/ids'
import { dayMs } from '@/lib/core/time'
import type { Db } from '@/lib/db/open'
import { events, linkAlarms, linkIntegrations, links } from '@/lib/db/schema'
import { actors, brokenConnections } from '@/lib/db/schema-tools'
import type { ConnectionOrigin } from '@/lib/links/view'

import { findLinksByIds, selectLinks } from './find'
import type { Link } from './row'
import { selectRecorded, selectSuspected } from './suspicions'

/** Links that created a connection, were to connect it anew, let it in unexpectedly, or may have, newest first, at most `limit`. */
export async function listLinksOfConnection(db: Db, of: ConnectionName, limit: number): Promise<Link[]> {
  // One question an index each: a condition that joins them would walk through all links.
  const found = await Promise.all([
    selectRecording(db, linkIntegrations, of, limit),
    selectReconnects(db, of, limit),
    selectRecording(db, linkAlarms, of, limit),
    selectSuspected(db, of, limit),
  ])
  const ids = new Set(found.flat().map(({ id }) => id))
  return findLinksByIds(db, [...ids].toSorted().toReversed().slice(0, limit))
}

const selectRecording = (
  db: Db,
  table: typeof linkIntegrations | typeof linkAlarms,
  { integrationKey, connectionId }: ConnectionName,
  limit: number,
) =>
  db
    .select({ id: sql<string>`${table.linkId}` })
    .from(table)
    .where(and(eq(table.connectionId, connectionId), eq(table.integrationKey, integrationKey)))
    .orderBy(desc(table.linkId))
    .limit(limit)

const selectReconnects = (db: Db, of: ConnectionName, limit: number) =>
  db
    .select({ id: links.id })
    .from(links)
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(
      and(eq(links.reconnectsId, of.connectionId), eq(linkIntegrations.integrationKey, of.integrationKey)),
    )
    .orderBy(desc(links.id))
    .limit(limit)

/** What the reconnects of some links changed, by the links' ids. */
export async function readReconnectChanges(db: Db, linkIds: string[]): Promise<Map<string, string>> {
  if (linkIds.length === 0) return new Map()
  const rows = await db
    .select({ linkId: events.linkId, facts: events.facts })
    .from(events)
    .where(and(inArray(events.linkId, linkIds), eq(events.kind, 'link.reconnected')))
  return new Map(
    rows.flatMap(({ linkId, facts }) => {
      const changes = StoredFacts.parse(facts)['changes']
      return linkId !== null && typeof changes === 'string' ? [[linkId, changes] as const] : []
    }),
  )
}

export type ConnectionOf = { id: string; integrationKey: string; customerId: string | null }

/** More than this live at once for nobody's page in earnest; the newest are kept. */
const most = 200

/**
 * Which links wait for each of some connections at an instant: those that connect it anew, then those that
 * create a new one for its customer, newest first. Asked for together, whatever the number of connections.
 */
export async function findWaitingLinks(
  db: Db,
  connections: ConnectionOf[],
  at: Date,
): Promise<(connection: ConnectionOf) => Link[]> {
  if (connections.length === 0) return () => []
  const customerIds = connections.flatMap(({ customerId }) => customerId ?? [])
  const ids = connections.map(({ id }) => id)
  const ofOne = or(
    inArray(links.reconnectsId, ids),
    and(isNull(links.reconnectsId), inArray(links.customerId, customerIds)),
  )
  const live = and(eq(links.state, 'active'), gt(links.endsAt, at), isNull(links.revokeAskedAt))
  const found = await selectLinks(db, and(live, ofOne), most)
  return (connection) => [
    ...found.filter((link) => isReconnectOf(link, connection)),
    ...found.filter(
      ({ reconnectsId, customer }) => reconnectsId === null && customer.id === connection.customerId,
    ),
  ]
}

const isReconnectOf = ({ reconnectsId, integrations }: Link, { id, integrationKey }: ConnectionOf) =>
  reconnectsId === id && integrations[0]?.key === integrationKey

/** A connection that was mended where the desk could not see it is recorded again after this. */
const againMs = dayMs

/**
 * Records once that a connection's credentials are dead, in the history of the link that it came of last where there is one.
 * Returns whether that was new.
 */
export async function markBroken(
  db: Db,
  name: ConnectionName,
  { at, error }: { at: Date; error: string | null },
): Promise<boolean> {
  const [link] = await listLinksOfConnection(db, name, 1)
  return db.transaction(async (tx) => {
    const marked = await tx
      .insert(brokenConnections)
      .values({ ...name, at })
      .onConflictDoUpdate({
        target: [brokenConnections.integrationKey, brokenConnections.connectionId],
        set: { at: sql`excluded.at` },
        setWhere: lt(brokenConnections.at, new Date(at.getTime() - againMs)),
      })
      .returning({ at: brokenConnections.at })
    if (marked.length === 0) return false
    const facts = { connection: name.connectionId, integration: name.integrationKey, error }
    await recordEvent(tx, { at, kind: 'connection.broken', actorId: null, linkId: link?.id ?? null, facts })
    return true
  })
}

/** Whether it is recorded already that a connection is broken, as of an instant. */
export async function isKnownBroken(db: Db, name: ConnectionName, at: Date): Promise<boolean> {
  const rows = await db
    .select({ at: brokenConnections.at })
    .from(brokenConnections)
    .where(and(named(name), gte(brokenConnections.at, new Date(at.getTime() - againMs))))
  return rows.length > 0
}

/** Forgets that a connection was broken, because it has new credentials: the next time is recorded again. */
export async function clearBroken(db: Db, name: ConnectionName) {
  await db.delete(brokenConnections).where(named(name))
}

const named = ({ integrationKey, connectionId }: ConnectionName) =>
  and(eq(brokenConnections.integrationKey, integrationKey), eq(brokenConnections.connectionId, connectionId))

type Named = { id: string; integrationKey: string }

const nameOf = ({ id, integrationKey }: Named) => `${integrationKey} ${id}`

/** Which link created each of some connections, and who created that link; also where nobody expected the connection. */
export async function findConnectionOrigins(
  db: Db,
  connections: Named[],
): Promise<(connection: Named) => ConnectionOrigin | null> {
  const ids = connections.map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await selectOrigins(db, ids)
  // Newest first, so that the oldest stays: the link that created a connection is older than any other that met it.
  const newestFirst = rows.toSorted((a, b) => (a.linkId < b.linkId ? 1 : -1))
  const origins = new Map(
    newestFirst.map(({ linkId, makerName, ...connection }) => [nameOf(connection), { linkId, makerName }]),
  )
  return (connection) => origins.get(nameOf(connection)) ?? null
}

const selectOrigins = (db: Db, ids: string[]) => {
  const recorded = selectRecorded(db, ids).as('recorded')
  return db
    .select({
      linkId: links.id,
      makerName: actors.name,
      integrationKey: recorded.integrationKey,
      id: recorded.connectionId,
    })
    .from(recorded)
    .innerJoin(links, eq(links.id, recorded.linkId))
    .innerJoin(actors, eq(actors.id, links.makerId))
    .where(isNull(links.reconnectsId))
}
