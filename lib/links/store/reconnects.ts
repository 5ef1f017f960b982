import 'server-only'
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'

import { recordEvent, type NewEvent } from '@/lib/audit/record'
import type { Db } from '@/lib/db/open'
import { events, linkIntegrations, links } from '@/lib/db/schema'

import type { ConnectionSnapshot } from '../schema/create'
import { LinkState } from '../schema/lists'
import { openSnapshot, sealSnapshot } from './row'

/** A link that connects a connection anew and is not done with: its snapshot is still there. */
export type Reconnect = {
  linkId: string
  state: LinkState
  integrationKey: string
  connectionId: string
  connectedAt: Date | null
  /** Null when the key that sealed it is not among the settings any more. */
  snapshot: ConnectionSnapshot | null
}

/** The link's reconnect, or null when it is none or done with. */
export async function readReconnect(db: Db, linkId: string): Promise<Reconnect | null> {
  const [row] = await db
    .select({
      state: links.state,
      integrationKey: linkIntegrations.integrationKey,
      connectionId: links.reconnectsId,
      connectedAt: links.connectedAt,
      sealed: links.sealedSnapshot,
    })
    .from(links)
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(eq(links.id, linkId))
    .limit(1)
  if (!row?.connectionId || !row.sealed) return null
  const { integrationKey, connectionId, connectedAt } = row
  return {
    linkId,
    state: LinkState.parse(row.state),
    integrationKey,
    connectionId,
    connectedAt,
    snapshot: openIfPossible(row.sealed, linkId),
  }
}

const openIfPossible = (sealed: string, linkId: string) => {
  try {
    return openSnapshot(sealed, linkId)
  } catch {
    return null
  }
}

/** Keeps a newer snapshot in the place of a link's own. False where the link does not wait any more. */
export async function replaceSnapshot(
  db: Db,
  linkId: string,
  snapshot: ConnectionSnapshot,
): Promise<boolean> {
  const replaced = await db
    .update(links)
    .set({ sealedSnapshot: sealSnapshot(snapshot, linkId) })
    .where(and(eq(links.id, linkId), eq(links.state, 'active'), isNotNull(links.reconnectsId)))
    .returning({ id: links.id })
  return replaced.length > 0
}

/** A link whose connection may have been connected anew by now. */
export type OpenReconnect = {
  linkId: string
  integrationKey: string
  connectionId: string
  /** Its connection was found to be no more; a flow that has begun can still create it anew. */
  isGone: boolean
}

/** More than this nobody has open; the others follow when these have ended. */
const mostOpen = 1_000

/** Links whose connection may have been connected anew by now, least recently checked by itself first. */
export async function listOpenReconnects(db: Db, endedAfter: Date): Promise<OpenReconnect[]> {
  const rows = await db
    .select({
      linkId: links.id,
      integrationKey: linkIntegrations.integrationKey,
      connectionId: sql<string>`${links.reconnectsId}`,
      goneAt: links.connectionGoneAt,
    })
    .from(links)
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(and(isNotNull(links.sealedSnapshot), isNotNull(links.reconnectsId), maybeLate(endedAfter)))
    .orderBy(sql`${links.lookedAt} nulls first`, asc(links.id))
    .limit(mostOpen)
  return rows.map(({ goneAt, ...row }) => ({ ...row, isGone: goneAt !== null }))
}

/** Keeps that the connection of a link was checked by itself. */
export async function markChecked(db: Db, linkId: string, at: Date) {
  await db.update(links).set({ lookedAt: at }).where(eq(links.id, linkId))
}

const maybeLate = (endedAfter: Date) =>
  or(
    eq(links.state, 'active'),
    and(inArray(links.state, ['expired', 'revoked']), gt(links.endsAt, endedAfter)),
  )

/**
 * One connected link whose connection was not put right yet, least recently tried first; it counts as tried. Null when
 * each backs off: a minute after a try, and longer the longer it goes on.
 */
export async function claimUnfinishedReconnect(db: Db, at: Date): Promise<string | null> {
  const now = sql`${at.toISOString()}::timestamptz`
  const isDue = sql`${links.lookedAt} + greatest(interval '1 minute', (${now} - ${links.connectedAt}) / 4) < ${now}`
  const due = db
    .select({ id: links.id })
    .from(links)
    .where(
      and(
        isNotNull(links.sealedSnapshot),
        eq(links.state, 'connected'),
        or(isNull(links.lookedAt), lt(links.lookedAt, links.connectedAt), isDue),
      ),
    )
    .orderBy(sql`${links.lookedAt} nulls first`, asc(links.id))
    .limit(1)
  const [claimed] = await db
    .update(links)
    .set({ lookedAt: at })
    .where(inArray(links.id, due))
    .returning({ id: links.id })
  return claimed?.id ?? null
}

/** Keeps that the connection of a reconnect link is no more; says it once. */
export function recordConnectionGone(db: Db, linkId: string, at: Date) {
  return db.transaction(async (tx) => {
    const gone = await tx
      .update(links)
      .set({ connectionGoneAt: at })
      .where(and(eq(links.id, linkId), isNull(links.connectionGoneAt), isNotNull(links.reconnectsId)))
      .returning({ id: links.id })
    if (gone.length > 0)
      await recordEvent(tx, { at, kind: 'link.connection_gone', actorId: null, linkId, facts: {} })
  })
}

type ReconnectEventKind = 'link.reconnected' | 'link.restored' | 'link.restore_failed'
type ReconnectEvent = {
  [Kind in ReconnectEventKind]: Pick<NewEvent<Kind>, 'at' | 'kind' | 'facts'>
}[ReconnectEventKind]

/** Records an event of a link unless it was recorded before. */
export function recordOnce(db: Db, linkId: string, event: ReconnectEvent) {
  return db.transaction(async (tx) => {
    // Two processes that both find nothing recorded would both record it.
    await tx.select({ id: links.id }).from(links).where(eq(links.id, linkId)).for('update')
    const [earlier] = await tx
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.linkId, linkId), eq(events.kind, event.kind)))
      .limit(1)
    if (!earlier) await recordEvent(tx, { ...event, actorId: null, linkId })
  })
}

/** Erases the snapshot of a reconnect that is done with, with the events of it; once. */
export function endReconnect(db: Db, linkId: string, happened: ReconnectEvent[]) {
  return db.transaction(async (tx) => {
    const ended = await tx
      .update(links)
      .set({ sealedSnapshot: null })
      .where(and(eq(links.id, linkId), isNotNull(links.sealedSnapshot)))
      .returning({ id: links.id })
    if (ended.length === 0) return
    for (const event of happened) await recordEvent(tx, { ...event, actorId: null, linkId })
  })
}

/** Erases the snapshots of links that came to nothing: failed ones, and those that ended before an instant. */
export async function eraseSnapshots(db: Db, endedBefore: Date) {
  const isOver = and(inArray(links.state, ['expired', 'revoked']), lt(links.endsAt, endedBefore))
  await db
    .update(links)
    .set({ sealedSnapshot: null })
    .where(and(isNotNull(links.sealedSnapshot), or(eq(links.state, 'failed'), isOver)))
}
