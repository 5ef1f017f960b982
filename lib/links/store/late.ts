import 'server-only'
import { and, desc, eq, gt, inArray, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import type { Db } from '@/lib/db/open'
import { linkIntegrations, links } from '@/lib/db/schema'
import { connectSessions, handoffs } from '@/lib/db/schema-handoff'

import { lateMs } from '../view'
import { isUnconfirmed, newsMs, type OfLink } from './handoff'

/**
 * A link whose flow may still be under way at the provider. `fromMs` and `toMs` are on Nango's clock, which is ahead of the
 * desk's by `aheadMs`.
 */
export type LateLink = { id: string; fromMs: number; toMs: number; aheadMs: number }

/** Two clocks agree within this, and the hour of a flow begins when Nango says so. */
const slackMs = 10_000
const slackAfterMs = 300_000
/** A link may have been connected late itself. */
const lookBackMs = 2 * lateMs + slackAfterMs
const most = 200

/**
 * Links for an integration that have ended within the last hours, or a connect session of theirs has, with the time in which a flow that was
 * begun through them would finish. `reconnectsId` is the connection that they connect anew, null for new ones.
 */
export async function findLateLinks(
  db: Db,
  { integrationKey, reconnectsId, at }: { integrationKey: string; reconnectsId: string | null; at: Date },
): Promise<LateLink[]> {
  const of = reconnectsId === null ? isNull(links.reconnectsId) : eq(links.reconnectsId, reconnectsId)
  const ended = await selectEnded(db, integrationKey, at, of)
  const replaced = await selectReplaced(db, integrationKey, at, of)
  return widest([...ended, ...replaced].flatMap((row) => toLateLink(row) ?? []))
}

/** Each link once, with the whole of its time. */
const widest = (all: LateLink[]): LateLink[] => {
  const byId = new Map<string, LateLink>()
  for (const one of all) {
    const known = byId.get(one.id) ?? one
    const span = { fromMs: Math.min(known.fromMs, one.fromMs), toMs: Math.max(known.toMs, one.toMs) }
    byId.set(one.id, { ...one, ...span })
  }
  return [...byId.values()]
}

/** Hand-off links that go on, but for a connect session that was ended: what was begun through that bears no tags either. */
const selectReplaced = (db: Db, integrationKey: string, at: Date, of: SQL | undefined) => {
  const since = new Date(at.getTime() - lookBackMs)
  return db
    .select({
      id: links.id,
      expiresAt: links.expiresAt,
      endsAt: links.endsAt,
      endedAt: connectSessions.retiredAt,
      revokeAskedAt: sql<null>`null`,
    })
    .from(connectSessions)
    .innerJoin(links, eq(links.id, connectSessions.linkId))
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(
      and(
        gt(connectSessions.endsAt, since),
        gt(connectSessions.retiredAt, since),
        eq(connectSessions.retiredHow, 'deleted'),
        eq(linkIntegrations.integrationKey, integrationKey),
        of,
      ),
    )
    .orderBy(desc(connectSessions.id))
    .limit(most)
}

const selectEnded = (db: Db, integrationKey: string, at: Date, of: SQL | undefined) =>
  db
    .select({
      id: links.id,
      expiresAt: links.expiresAt,
      endsAt: links.endsAt,
      endedAt: links.endedAt,
      revokeAskedAt: links.revokeAskedAt,
    })
    .from(links)
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(
      and(
        inArray(links.state, ['connected', 'expired', 'revoked']),
        gt(links.endsAt, new Date(at.getTime() - lookBackMs)),
        eq(linkIntegrations.integrationKey, integrationKey),
        of,
      ),
    )
    .orderBy(desc(links.id))
    .limit(most)

type Ended = Omit<Awaited<ReturnType<typeof selectEnded>>[number], 'revokeAskedAt'> & {
  revokeAskedAt: Date | null
}

/** While its connect session lived, whatever came of it bore its tags. */
const toLateLink = ({ id, expiresAt, endsAt, endedAt, revokeAskedAt }: Ended): LateLink | null => {
  if (!expiresAt || !endsAt || !endedAt) return null
  const aheadMs = expiresAt.getTime() - endsAt.getTime()
  const onNangos = (instant: Date) => Math.min(expiresAt.getTime(), instant.getTime() + aheadMs)
  return {
    id,
    aheadMs,
    fromMs: onNangos(revokeAskedAt ?? endedAt) - slackMs,
    toMs: onNangos(endedAt) + lateMs + slackAfterMs,
  }
}

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
