import 'server-only'
import { and, desc, eq, exists, gt, gte, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import { dayMs } from '@/lib/core/time'
import type { Db } from '@/lib/db/open'
import { isPersonDisabled } from '@/lib/db/same-person'
import { linkIntegrations, links, staff } from '@/lib/db/schema'
import { handoffs, visitConnections, visits } from '@/lib/db/schema-handoff'

import { findLinksByIds, selectLinks } from './find'
import { firstLinkIdAt, type Link } from './row'

/**
 * Confirms the connections of a hand-off link that its customer made: the connect session bore the tag of a visit of this link,
 * that visit passed the check, and its page said so with its cookie, or it is the visit of Nango's own page, which says
 * nothing. What came after somebody had the link ended, or after it was locked, counts as nobody's.
 */
export function confirmByVisits(db: Db, linkId: string, at: Date): Promise<void> {
  const said = db
    .select({ one: sql`1` })
    .from(visitConnections)
    .where(
      and(
        eq(visitConnections.visitId, visits.id),
        eq(visitConnections.integrationKey, linkIntegrations.integrationKey),
        eq(visitConnections.connectionId, linkIntegrations.connectionId),
      ),
    )
  const visit = db
    .select({ one: sql`1` })
    .from(visits)
    .where(
      and(
        eq(visits.id, linkIntegrations.visitId),
        eq(visits.linkId, linkId),
        isNotNull(visits.passedAt),
        or(isNotNull(visits.wentOnAt), exists(said)),
      ),
    )
  const open = db
    .select({ one: sql`1` })
    .from(links)
    .innerJoin(handoffs, eq(handoffs.linkId, links.id))
    .where(
      and(
        eq(links.id, linkId),
        or(isNull(links.revokeAskedAt), gt(links.revokeAskedAt, linkIntegrations.connectedAt)),
        or(isNull(handoffs.lockedAt), gt(handoffs.lockedAt, linkIntegrations.connectedAt)),
      ),
    )
  return db.transaction(async (tx) => {
    const confirmed = await tx
      .update(linkIntegrations)
      .set({ confirmedAt: at })
      .where(and(isUnconfirmed(linkId), exists(visit), exists(open)))
      .returning({ integration: linkIntegrations.integrationKey })
    for (const facts of confirmed)
      await recordEvent(tx, { at, kind: 'link.confirmed', actorId: null, linkId, facts })
  })
}

const isUnconfirmed = (linkId: string) =>
  and(
    eq(linkIntegrations.linkId, linkId),
    isNotNull(linkIntegrations.connectedAt),
    isNull(linkIntegrations.confirmedAt),
  )

type OfLink = { linkId: string; integrationKey: string }
type ByHand = OfLink & { actorId: string; at: Date }

/** Somebody of the staff says that a connection is the customer's. Nothing happens when nobody doubts it. */
export function confirmByHand(db: Db, { linkId, integrationKey, actorId, at }: ByHand): Promise<void> {
  return db.transaction(async (tx) => {
    const moved = await tx
      .update(linkIntegrations)
      .set({ confirmedAt: at })
      .where(and(isUnconfirmed(linkId), eq(linkIntegrations.integrationKey, integrationKey)))
      .returning({ integration: linkIntegrations.integrationKey })
    for (const facts of moved) await recordEvent(tx, { at, kind: 'link.confirmed', actorId, linkId, facts })
  })
}

/** What somebody says of a link that has ended is news for this long. */
const newsMs = 8 * dayMs

/** Connections of hand-off links from before an instant that nobody confirmed, and that are not known to be in doubt; at most 200. */
export function findDoubtful(db: Db, before: Date): Promise<OfLink[]> {
  return db
    .select({ linkId: linkIntegrations.linkId, integrationKey: linkIntegrations.integrationKey })
    .from(linkIntegrations)
    .innerJoin(links, eq(links.id, linkIntegrations.linkId))
    .where(
      and(
        ne(links.worksFor, '30m'),
        lt(linkIntegrations.connectedAt, before),
        // Those of Nango's own links are never confirmed: only what is new is looked at.
        gt(linkIntegrations.connectedAt, new Date(before.getTime() - newsMs)),
        isNull(linkIntegrations.confirmedAt),
        isNull(linkIntegrations.doubtedAt),
      ),
    )
    .limit(200)
}

/** Keeps that nobody confirmed a connection, once. */
export function doubtConnection(
  db: Db,
  { linkId, integrationKey, at }: OfLink & { at: Date },
): Promise<void> {
  return db.transaction(async (tx) => {
    const doubted = await tx
      .update(linkIntegrations)
      .set({ doubtedAt: at })
      .where(
        and(
          isUnconfirmed(linkId),
          eq(linkIntegrations.integrationKey, integrationKey),
          isNull(linkIntegrations.doubtedAt),
        ),
      )
      .returning({ integration: linkIntegrations.integrationKey })
    if (doubted.length > 0)
      await tx.update(handoffs).set({ doubtedAt: at }).where(eq(handoffs.linkId, linkId))
    for (const facts of doubted)
      await recordEvent(tx, { at, kind: 'link.doubted', actorId: null, linkId, facts })
  })
}

type Asked = { at: Date; limit: number }

/** Longer than any link works. */
const longestMs = newsMs

/** A maker's hand-off links that live, or were connected within a day, newest first. */
export function listHandoffsOf(db: Db, makerId: string, { at, limit }: Asked): Promise<Link[]> {
  const ago = (ms: number) => new Date(at.getTime() - ms)
  return selectLinks(
    db,
    and(
      eq(links.makerId, makerId),
      ne(links.worksFor, '30m'),
      gte(links.id, firstLinkIdAt(ago(longestMs))),
      or(eq(links.state, 'active'), gt(links.connectedAt, ago(dayMs))),
    ),
    limit,
  )
}

/**
 * Hand-off links that somebody asked for anew, reported or doubted lately, what happened last first: those of a maker, and with `isForAll`
 * those of others too. Whoever asks for one anew asks its maker, and everybody where that is a tool or is disabled.
 */
export async function listHandoffNews(
  db: Db,
  makerId: string,
  { at, limit, isForAll }: Asked & { isForAll: boolean },
): Promise<Link[]> {
  const since = new Date(at.getTime() - newsMs)
  const isAsked = gt(handoffs.askedAt, since)
  const isAlarming = or(gt(handoffs.reportedAt, since), gt(handoffs.doubtedAt, since))
  const isOwn = eq(links.makerId, makerId)
  const hasNoMaker = or(isNull(staff.id), isPersonDisabled(db))
  const rows = await db
    .select({ id: handoffs.linkId })
    .from(handoffs)
    .innerJoin(links, eq(links.id, handoffs.linkId))
    .leftJoin(staff, eq(staff.id, links.makerId))
    .where(and(or(isAsked, isAlarming), isForAll ? or(isOwn, isAlarming, hasNoMaker) : isOwn))
    .orderBy(desc(sql`greatest(${handoffs.askedAt}, ${handoffs.reportedAt}, ${handoffs.doubtedAt})`))
    .limit(limit)
  return findLinksByIds(
    db,
    rows.map(({ id }) => id),
  )
}
