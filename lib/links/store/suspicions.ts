import 'server-only'
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { ulid } from 'ulid'

import { recordEvent } from '@/lib/audit/record'
import type { ConnectionName } from '@/lib/core/ids'
import type { Db } from '@/lib/db/open'
import { linkAlarms, linkIntegrations, links } from '@/lib/db/schema'
import { suspicionLinks, suspicions } from '@/lib/db/schema-late'

import type { Guess } from '../view'

type Suspicion = ConnectionName & { kind: Guess; occurrence: string }

/** The condition on a suspicion: it is about a connection. */
export function isOf({ integrationKey, connectionId }: ConnectionName) {
  return and(eq(suspicions.integrationKey, integrationKey), eq(suspicions.connectionId, connectionId))
}

/** Raises an alarm on each of some links, once over all processes and whatever reports it again. False when it was known. */
export function recordSuspicion(db: Db, suspicion: Suspicion, linkIds: string[], at: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const id = `sus_${ulid(at.getTime())}`
    const [created] = await tx
      .insert(suspicions)
      .values({ ...suspicion, id, seenAt: at })
      .onConflictDoNothing()
      .returning({ id: suspicions.id })
    if (!created) return false
    await tx.insert(suspicionLinks).values(linkIds.map((linkId) => ({ suspicionId: id, linkId })))
    // In one order, so that two of these never wait for each other.
    for (const linkId of linkIds.toSorted()) await markAlarmed(tx, linkId, at)
    const { integrationKey: integration, connectionId: connection, kind: guess } = suspicion
    const facts = { integration, connection, guess, otherLinks: linkIds.length - 1 }
    for (const linkId of linkIds)
      await recordEvent(tx, { at, kind: 'link.alarmed', actorId: null, linkId, facts })
    return true
  })
}

/** The occurrences about a connection that are known already, settled or not. */
export async function listOccurrences(db: Db, kind: Guess, name: ConnectionName): Promise<string[]> {
  const rows = await db
    .select({ occurrence: suspicions.occurrence })
    .from(suspicions)
    .where(and(isOf(name), eq(suspicions.kind, kind)))
  return rows.map(({ occurrence }) => occurrence)
}

/** What links have recorded of some connections: those that they expected, and those that were one too many. */
export function selectRecorded(db: Db, connectionIds: string[]) {
  const of = (table: typeof linkIntegrations | typeof linkAlarms) =>
    db
      .select({
        linkId: sql<string>`${table.linkId}`.as('link_id'),
        integrationKey: sql<string>`${table.integrationKey}`.as('integration_key'),
        connectionId: sql<string>`${table.connectionId}`.as('connection_id'),
      })
      .from(table)
      .where(inArray(table.connectionId, connectionIds))
  return unionAll(of(linkIntegrations), of(linkAlarms))
}

type Seen = ConnectionName & { row: number }

/** Those of some connections that neither a link has recorded nor anybody has suspected. */
export async function withoutSuspected<T extends Seen>(db: Db, seen: T[]): Promise<T[]> {
  if (seen.length === 0) return []
  const ids = seen.map(({ connectionId }) => connectionId)
  const suspected = await db
    .select()
    .from(suspicions)
    .where(and(inArray(suspicions.connectionId, ids), eq(suspicions.kind, 'untagged')))
  const known = new Set([
    ...(await selectRecorded(db, ids)).map(nameOf),
    ...suspected.map((one) => `${nameOf(one)} ${one.occurrence}`),
  ])
  return seen.filter((one) => !known.has(nameOf(one)) && !known.has(`${nameOf(one)} ${one.row}`))
}

const nameOf = ({ integrationKey, connectionId }: ConnectionName) => `${integrationKey} ${connectionId}`

/** Which of some connections have an open alarm, of one kind or any. */
export async function findOpenSuspicions(
  db: Db,
  connectionIds: string[],
  kind: Guess | null = null,
): Promise<ConnectionName[]> {
  return connectionIds.length === 0
    ? []
    : db
        .select({ integrationKey: suspicions.integrationKey, connectionId: suspicions.connectionId })
        .from(suspicions)
        .where(
          and(
            inArray(suspicions.connectionId, connectionIds),
            isNull(suspicions.settledAt),
            kind === null ? undefined : eq(suspicions.kind, kind),
          ),
        )
}

/** Connections of which somebody said that they came of a link, in the order in which they were seen. */
export function listConfirmedOf(db: Db, linkId: string) {
  return selectConfirmed(db, eq(suspicionLinks.linkId, linkId))
}

const selectConfirmed = (db: Db, which: SQL) =>
  db
    .select({
      linkId: suspicionLinks.linkId,
      integrationKey: suspicions.integrationKey,
      connectionId: suspicions.connectionId,
      at: suspicions.seenAt,
    })
    .from(suspicionLinks)
    .innerJoin(suspicions, eq(suspicions.id, suspicionLinks.suspicionId))
    .where(and(which, suspicionLinks.isConfirmed))
    .orderBy(asc(suspicions.seenAt))

/** Links that may have created a connection or replaced its account, newest first: while that is open, and one confirmed. */
export function selectSuspected(db: Db, of: ConnectionName, limit: number) {
  return db
    .select({ id: suspicionLinks.linkId })
    .from(suspicionLinks)
    .innerJoin(suspicions, eq(suspicions.id, suspicionLinks.suspicionId))
    .where(and(isOf(of), sql`(${suspicions.settledAt} is null or ${suspicionLinks.isConfirmed})`))
    .orderBy(sql`${suspicionLinks.linkId} desc`)
    .limit(limit)
}

/** A connection at Nango that carries a link's tag, and of a hand-off link that of the visit in which it was made. */
export type TaggedConnection = ConnectionName & { linkId: string; visitId?: string | null }

/** Those connections that no link has recorded yet. */
export async function withoutKnown<T extends TaggedConnection>(db: Db, connections: T[]): Promise<T[]> {
  if (connections.length === 0) return []
  const ids = connections.map((one) => one.connectionId)
  const keyOf = (one: TaggedConnection) => `${one.linkId} ${nameOf(one)}`
  const confirmed = await selectConfirmed(db, inArray(suspicions.connectionId, ids))
  const known = new Set([...(await selectRecorded(db, ids)), ...confirmed].map(keyOf))
  return connections.filter((one) => !known.has(keyOf(one)))
}

/** Keeps since when a link has an alarm. */
export async function markAlarmed(tx: Db, linkId: string, at: Date) {
  await tx
    .update(links)
    .set({ alarmedAt: sql`coalesce(${links.alarmedAt}, ${at.toISOString()}::timestamptz)` })
    .where(eq(links.id, linkId))
}
