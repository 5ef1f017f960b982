import 'server-only'
import { and, desc, eq, exists, gt, gte, isNotNull, isNull, lte, ne, not, or, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'

import { recordEvent } from '@/lib/audit/record'
import { dayMs, hourMs, soonMs } from '@/lib/core/time'
import type { Db } from '@/lib/db/open'
import { isPersonDisabled } from '@/lib/db/same-person'
import { linkIntegrations, links, staff } from '@/lib/db/schema'
import { handoffs, isReportAnswered, visitConnections, visits } from '@/lib/db/schema-handoff'

import { findLinksByIds } from './find'
import { firstLinkIdAt, isTwinOf, type Link } from './row'

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

/** The condition on an integration of a link: it is connected, and nobody confirmed that. */
export const isUnconfirmed = (linkId: string) =>
  and(
    eq(linkIntegrations.linkId, linkId),
    isNotNull(linkIntegrations.connectedAt),
    isNull(linkIntegrations.confirmedAt),
  )

export type OfLink = { linkId: string; integrationKey: string }
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

/** What somebody says of a link that has ended is news for this long. No link works longer. */
export const newsMs = 8 * dayMs

type Asked = { at: Date; limit: number }

const before = ({ at }: Asked, ms: number) => new Date(at.getTime() - ms)

/** When the last mail that was to bring a link failed; null while it waits or was sent, and for a link that was opened. */
const mailFailedAt = sql`case when ${links.mailedAt} is not null and ${handoffs.openedAt} is null then (
  select stopped_at from mails where link_id = ${links.id} and kind = 'link' order by id desc limit 1) end`

/** When an integration of a link was found to be no more that nobody has connected. */
const integrationGoneAt = sql`(select max(gone_at) from link_integrations
  where link_id = ${links.id} and connected_at is null)`

/**
 * Since when a link needs somebody, as `needOf` of today-groups.ts has it; null while it does not. What somebody said of it is left
 * out: that is in `listHandoffNews`, however old the link is.
 */
const needAt = (asked: Asked) => {
  const soon = new Date(asked.at.getTime() + soonMs)
  const isEnding = and(
    or(eq(links.state, 'active'), isExpired(asked)),
    isNull(links.revokeAskedAt),
    lte(links.endsAt, soon),
  )
  const isWaiting = and(eq(links.state, 'active'), isNull(links.revokeAskedAt))
  return sql<Date | null>`greatest(${links.alarmedAt},
    case when ${isEnding} then ${links.endsAt} end,
    case when ${isWaiting} then greatest(${handoffs.lockedAt}, ${links.connectionGoneAt}, ${links.attemptFailedAt},
      case when ${handoffs.step} = 'stuck' then ${handoffs.stepAt} end, ${integrationGoneAt}, ${mailFailedAt}) end)`
}

/** Not connected in time, and nothing took its place: something may still come of it for an hour. */
const isExpired = (asked: Asked) =>
  and(eq(links.state, 'expired'), gt(links.endsAt, before(asked, hourMs)), not(isReplaced))

/** Nobody makes more in those days. Known to the planner, it also has each link's need looked for once. */
const mostMade = 2_000

/**
 * A maker's hand-off links of the last days: at most `limit` that need somebody, what happened last first, as many that were connected
 * within a day, and as many that wait, newest first: none is in another's way. And Nango's own that live, and whose mail failed.
 */
export async function listHandoffsOf(db: Db, makerId: string, asked: Asked): Promise<Link[]> {
  const isConnected = gt(links.connectedAt, before(asked, dayMs))
  const mine = db
    .select({ id: links.id, connectedAt: links.connectedAt, needAt: needAt(asked).as('need_at') })
    .from(links)
    .leftJoin(handoffs, eq(handoffs.linkId, links.id))
    .where(
      and(
        eq(links.makerId, makerId),
        ne(links.worksFor, '30m'),
        gte(links.id, firstLinkIdAt(before(asked, newsMs))),
        or(eq(links.state, 'active'), isConnected, isNotNull(links.alarmedAt), isExpired(asked)),
      ),
    )
    .orderBy(desc(links.id))
    .limit(mostMade)
    .as('mine')
  const place = sql<number>`row_number() over (
    partition by case when ${mine.needAt} is not null then 0 when ${mine.connectedAt} is not null then 1 else 2 end
    order by coalesce(${mine.needAt}, ${mine.connectedAt}) desc, ${mine.id} desc)`
  const ranked = db
    .select({ id: mine.id, place: place.as('place') })
    .from(mine)
    .as('ranked')
  const ofHandoffs = db.select({ id: ranked.id }).from(ranked).where(lte(ranked.place, asked.limit))
  const ofNango = db
    .select({ id: links.id })
    .from(links)
    .leftJoin(handoffs, eq(handoffs.linkId, links.id))
    .where(
      and(
        eq(links.makerId, makerId),
        gte(links.id, firstLinkIdAt(before(asked, hourMs))),
        eq(links.worksFor, '30m'),
        eq(links.state, 'active'),
        sql`${mailFailedAt} is not null`,
      ),
    )
  return findFound(db, await unionAll(ofHandoffs, ofNango))
}

const findFound = (db: Db, rows: { id: string }[]) =>
  findLinksByIds(
    db,
    rows.map(({ id }) => id),
  )

const isReplaced = sql`exists (select 1 from links twin ${isTwinOf(links.id)})`

/** Since when something that somebody said of a link is to be answered, as `needOf` has it; null where nothing is. */
const unansweredAt = sql`greatest(
  case when exists (select 1 from link_integrations
    where link_id = ${links.id} and doubted_at is not null and confirmed_at is null) then ${handoffs.doubtedAt} end,
  case when ${links.state} = 'active' then ${handoffs.lockedAt} end,
  case when not ${isReplaced} then greatest(
    case when ${handoffs.isReportProven} or (${links.state} <> 'revoked' and not ${isReportAnswered}) then ${handoffs.reportedAt} end,
    case when ${links.state} <> 'connected' then ${handoffs.askedAt} end) end)`

/**
 * Hand-off links that somebody asked for anew, reported or doubted lately, or locked while they live: first what is to be answered,
 * then what happened last. Those of a maker, and with `isForAll` those of others too. Whoever asks for one anew, or locks it, calls its
 * maker, and everybody where that is a tool or is disabled. Of a report that was answered open pages learn for an hour.
 */
export async function listHandoffNews(
  db: Db,
  makerId: string,
  { isForAll, ...asked }: Asked & { isForAll: boolean },
): Promise<Link[]> {
  const since = before(asked, newsMs)
  const isAsked = gt(handoffs.askedAt, since)
  const isToBeSeen = or(not(isReportAnswered), gt(handoffs.reportAnsweredAt, before(asked, hourMs)))
  const isAlarming = or(and(gt(handoffs.reportedAt, since), isToBeSeen), gt(handoffs.doubtedAt, since))
  const isLocked = and(gt(handoffs.lockedAt, since), eq(links.state, 'active'))
  const isOwn = eq(links.makerId, makerId)
  const hasNoMaker = or(isNull(staff.id), isPersonDisabled(db))
  const { askedAt, reportedAt, doubtedAt, lockedAt } = handoffs
  const rows = await db
    .select({ id: handoffs.linkId })
    .from(handoffs)
    .innerJoin(links, eq(links.id, handoffs.linkId))
    .leftJoin(staff, eq(staff.id, links.makerId))
    .where(and(or(isAsked, isAlarming, isLocked), isForAll ? or(isOwn, isAlarming, hasNoMaker) : isOwn))
    .orderBy(
      sql`${unansweredAt} desc nulls last`,
      desc(sql`greatest(${askedAt}, ${reportedAt}, ${doubtedAt}, ${lockedAt})`),
    )
    .limit(asked.limit)
  return findFound(db, rows)
}
