import 'server-only'
import { and, desc, eq, gt, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'

import { StoredFacts } from '@/lib/audit/events/entry'
import { recordEvent } from '@/lib/audit/record'
import type { ConnectionOrigin } from '@/lib/connections/view'
import type { Db } from '@/lib/db/open'
import { events, linkAlarms, linkIntegrations, links } from '@/lib/db/schema'
import { actors, brokenConnections } from '@/lib/db/schema-tools'

import { findLinksByIds, selectLinks } from './find'
import type { Link } from './row'
import { selectSuspected } from './suspicions'

type Of = { integrationKey: string; connectionId: string }

/** Links that created a connection, were to connect it anew, let it in unexpectedly, or may have, newest first, at most `limit`. */
export async function listLinksOfConnection(db: Db, of: Of, limit: number): Promise<Link[]> {
  // One question an index each: a condition that joins them would walk through all links.
  const found = await Promise.all([
    selectMakers(db, of, limit),
    selectReconnects(db, of, limit),
    selectAlarmed(db, of, limit),
    selectSuspected(db, of, limit),
  ])
  const ids = new Set(found.flat().map(({ id }) => id))
  return findLinksByIds(db, [...ids].toSorted().toReversed().slice(0, limit))
}

const selectMakers = (db: Db, of: Of, limit: number) =>
  db
    .select({ id: linkIntegrations.linkId })
    .from(linkIntegrations)
    .where(
      and(
        eq(linkIntegrations.connectionId, of.connectionId),
        eq(linkIntegrations.integrationKey, of.integrationKey),
      ),
    )
    .orderBy(desc(linkIntegrations.linkId))
    .limit(limit)

const selectReconnects = (db: Db, of: Of, limit: number) =>
  db
    .select({ id: links.id })
    .from(links)
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(
      and(eq(links.reconnectsId, of.connectionId), eq(linkIntegrations.integrationKey, of.integrationKey)),
    )
    .orderBy(desc(links.id))
    .limit(limit)

const selectAlarmed = (db: Db, of: Of, limit: number) =>
  db
    .select({ id: linkAlarms.linkId })
    .from(linkAlarms)
    .where(
      and(eq(linkAlarms.connectionId, of.connectionId), eq(linkAlarms.integrationKey, of.integrationKey)),
    )
    .orderBy(desc(linkAlarms.linkId))
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

type Name = { integrationKey: string; connectionId: string }

/** A connection that was mended where the desk could not see it is recorded again after this. */
const againMs = 24 * 3_600_000

/**
 * Records once that a connection's credentials are dead, in the history of the link that it came of last where there is one.
 * Returns whether that was new.
 */
export async function markBroken(
  db: Db,
  name: Name,
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
export async function isKnownBroken(db: Db, name: Name, at: Date): Promise<boolean> {
  const rows = await db
    .select({ at: brokenConnections.at })
    .from(brokenConnections)
    .where(and(named(name), gte(brokenConnections.at, new Date(at.getTime() - againMs))))
  return rows.length > 0
}

/** Forgets that a connection was broken, because it has new credentials: the next time is recorded again. */
export async function clearBroken(db: Db, name: Name) {
  await db.delete(brokenConnections).where(named(name))
}

const named = ({ integrationKey, connectionId }: Name) =>
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

const selectOrigins = (db: Db, ids: string[]) =>
  unionAll(selectRecorded(db, linkIntegrations, ids), selectRecorded(db, linkAlarms, ids))

const selectRecorded = (db: Db, source: typeof linkIntegrations | typeof linkAlarms, ids: string[]) =>
  db
    .select({
      linkId: links.id,
      makerName: actors.name,
      integrationKey: sql<string>`${source.integrationKey}`,
      id: sql<string>`${source.connectionId}`,
    })
    .from(source)
    .innerJoin(links, eq(links.id, source.linkId))
    .innerJoin(actors, eq(actors.id, links.makerId))
    .where(and(inArray(source.connectionId, ids), isNull(links.reconnectsId)))
