import 'server-only'
import { and, desc, eq, exists, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import { dayMs } from '@/lib/core/time'
import type { Db } from '@/lib/db/open'
import { linkIntegrations, links } from '@/lib/db/schema'
import { handoffs, visitConnections, visits } from '@/lib/db/schema-handoff'

import { findLinksByIds, selectLinks } from './find'
import type { Link } from './row'

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

type ByHand = { linkId: string; integrationKey: string; actorId: string; at: Date }

/** Somebody of the staff says that a connection is the customer's. False when nobody doubts it. */
export function confirmByHand(db: Db, { linkId, integrationKey, actorId, at }: ByHand): Promise<boolean> {
  return db.transaction(async (tx) => {
    const moved = await tx
      .update(linkIntegrations)
      .set({ confirmedAt: at })
      .where(and(isUnconfirmed(linkId), eq(linkIntegrations.integrationKey, integrationKey)))
      .returning({ key: linkIntegrations.integrationKey })
    if (moved.length === 0) return false
    const facts = { integration: integrationKey }
    await recordEvent(tx, { at, kind: 'link.confirmed', actorId, linkId, facts })
    return true
  })
}

/** Hand-off links with a connection from before an instant that nobody confirmed, and that are not known to be in doubt; at most 200. */
export async function findDoubtful(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: links.id })
    .from(links)
    .innerJoin(handoffs, eq(handoffs.linkId, links.id))
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(
      and(
        ne(links.worksFor, '30m'),
        isNull(handoffs.doubtedAt),
        lt(linkIntegrations.connectedAt, before),
        isNull(linkIntegrations.confirmedAt),
      ),
    )
    .limit(200)
  return rows.map(({ id }) => id)
}

/** What somebody says of a link that has ended is news for this long. */
const newsMs = 8 * dayMs

/** A maker's hand-off links that live, or that somebody asked for anew, reported or doubted lately; newest first. */
export function listHandoffsOf(
  db: Db,
  makerId: string,
  { at, limit }: { at: Date; limit: number },
): Promise<Link[]> {
  const since = new Date(at.getTime() - newsMs)
  const isNews = exists(
    db
      .select({ linkId: handoffs.linkId })
      .from(handoffs)
      .where(
        and(
          eq(handoffs.linkId, links.id),
          or(gt(handoffs.askedAt, since), gt(handoffs.reportedAt, since), gt(handoffs.doubtedAt, since)),
        ),
      ),
  )
  return selectLinks(
    db,
    and(eq(links.makerId, makerId), ne(links.worksFor, '30m'), or(eq(links.state, 'active'), isNews)),
    limit,
  )
}

/** Hand-off links of anybody that somebody reported or doubted lately, newest first. */
export async function listAlarmingHandoffs(
  db: Db,
  { at, limit }: { at: Date; limit: number },
): Promise<Link[]> {
  const since = new Date(at.getTime() - newsMs)
  const rows = await db
    .select({ id: handoffs.linkId })
    .from(handoffs)
    .where(or(gt(handoffs.reportedAt, since), gt(handoffs.doubtedAt, since)))
    .orderBy(desc(handoffs.linkId))
    .limit(limit)
  return findLinksByIds(
    db,
    rows.map(({ id }) => id),
  )
}
