import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { ulid } from 'ulid'

import { recordEvent } from '@/lib/audit/record'
import type { ConnectionName } from '@/lib/core/connection-name'
import type { Guess } from '@/lib/core/link-alarm'

import type { Db } from './open'
import { linkAlarms, linkIntegrations, links } from './schema'
import { suspicionLinks, suspicions } from './schema-late'

export type Suspicion = ConnectionName & { kind: Guess; occurrence: string }

const isOf = ({ integrationKey, connectionId }: ConnectionName) =>
  and(eq(suspicions.integrationKey, integrationKey), eq(suspicions.connectionId, connectionId))

/** Raises an alarm on each of some links, once over all processes and whatever tells of it again. False when it was known. */
export const recordSuspicion = (
  db: Db,
  suspicion: Suspicion,
  linkIds: string[],
  at: Date,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const id = `sus_${ulid(at.getTime())}`
    const [made] = await tx
      .insert(suspicions)
      .values({ ...suspicion, id, seenAt: at })
      .onConflictDoNothing()
      .returning({ id: suspicions.id })
    if (!made) return false
    await tx.insert(suspicionLinks).values(linkIds.map((linkId) => ({ suspicionId: id, linkId })))
    // In one order, so that two of these never wait for each other.
    for (const linkId of linkIds.toSorted())
      await tx
        .update(links)
        .set({ alarmedAt: sql`coalesce(${links.alarmedAt}, ${at.toISOString()}::timestamptz)` })
        .where(eq(links.id, linkId))
    const { integrationKey: integration, connectionId: connection, kind: guess } = suspicion
    const facts = { integration, connection, guess, otherLinks: linkIds.length - 1 }
    for (const linkId of linkIds)
      await recordEvent(tx, { at, kind: 'link.alarmed', actorId: null, linkId, facts })
    return true
  })

/** The occurrences about a connection that are known already, settled or not. */
export const listOccurrences = async (db: Db, kind: Guess, name: ConnectionName): Promise<string[]> => {
  const rows = await db
    .select({ occurrence: suspicions.occurrence })
    .from(suspicions)
    .where(and(isOf(name), eq(suspicions.kind, kind)))
  return rows.map(({ occurrence }) => occurrence)
}

type Seen = ConnectionName & { row: number }

/** Those of some connections that neither a link has noted nor anybody has wondered about. */
export const withoutSuspected = async <T extends Seen>(db: Db, seen: T[]): Promise<T[]> => {
  if (seen.length === 0) return []
  const ids = seen.map(({ connectionId }) => connectionId)
  const noted = [linkIntegrations, linkAlarms].map((table) =>
    db
      .select({ integrationKey: sql<string>`${table.integrationKey}`, connectionId: table.connectionId })
      .from(table)
      .where(inArray(table.connectionId, ids)),
  )
  const wondered = db
    .select()
    .from(suspicions)
    .where(and(inArray(suspicions.connectionId, ids), eq(suspicions.kind, 'untagged')))
  const known = new Set([
    ...(await Promise.all(noted)).flat().map(nameOf),
    ...(await wondered).map((one) => `${nameOf(one)} ${one.occurrence}`),
  ])
  return seen.filter((one) => !known.has(nameOf(one)) && !known.has(`${nameOf(one)} ${one.row}`))
}

const nameOf = (one: { integrationKey: string; connectionId: string | null }) =>
  `${one.integrationKey} ${one.connectionId}`

/** Which of some connections have an open alarm, of one kind or any. */
export const findOpenSuspicions = async (
  db: Db,
  connectionIds: string[],
  kind: Guess | null = null,
): Promise<ConnectionName[]> =>
  connectionIds.length === 0
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

/** Which of some connections somebody said to have come of which link. */
export const selectConfirmed = (db: Db, connectionIds: string[]) =>
  db
    .select({
      linkId: suspicionLinks.linkId,
      key: suspicions.integrationKey,
      id: suspicions.connectionId,
    })
    .from(suspicionLinks)
    .innerJoin(suspicions, eq(suspicions.id, suspicionLinks.suspicionId))
    .where(and(inArray(suspicions.connectionId, connectionIds), suspicionLinks.isConfirmed))

/** Links that may have made a connection or replaced its account, newest first: while that is open, and one confirmed. */
export const selectSuspected = (db: Db, of: ConnectionName, limit: number) =>
  db
    .select({ id: suspicionLinks.linkId })
    .from(suspicionLinks)
    .innerJoin(suspicions, eq(suspicions.id, suspicionLinks.suspicionId))
    .where(and(isOf(of), sql`(${suspicions.settledAt} is null or ${suspicionLinks.isConfirmed})`))
    .orderBy(sql`${suspicionLinks.linkId} desc`)
    .limit(limit)
