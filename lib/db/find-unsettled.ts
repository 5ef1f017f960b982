import 'server-only'
import { and, eq, gt, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm'

import type { Db } from './open'
import { linkIntegrations, links } from './schema'

const batch = 200

const idsWhere = async (db: Db, where: SQL | undefined): Promise<string[]> => {
  const rows = await db.select({ id: links.id }).from(links).where(where).orderBy(links.id).limit(batch)
  return rows.map(({ id }) => id)
}

/** Links in `creating` since before an instant: whoever made them is gone. Oldest first, as all of these. */
export const findAbandoned = (db: Db, before: Date) =>
  idsWhere(db, and(eq(links.state, 'creating'), lt(links.createdAt, before)))

/** Live links whose revocation was asked for before an instant and never finished. */
export const findUnrevoked = (db: Db, before: Date) =>
  idsWhere(db, and(eq(links.state, 'active'), isNotNull(links.sealedToken), lt(links.revokeAskedAt, before)))

/** Connected links whose connect session is still to be deleted at Nango. */
export const findUnretired = (db: Db) =>
  idsWhere(db, and(eq(links.state, 'connected'), isNotNull(links.sealedToken)))

export type Waiting = { id: string; reconnectsId: string | null }

/** Live links that allow an integration and wait for it. */
export const findWaitingFor = (db: Db, integrationKey: string, at: Date): Promise<Waiting[]> =>
  db
    .select({ id: links.id, reconnectsId: links.reconnectsId })
    .from(links)
    .innerJoin(linkIntegrations, eq(linkIntegrations.linkId, links.id))
    .where(
      and(
        eq(links.state, 'active'),
        gt(links.endsAt, at),
        eq(linkIntegrations.integrationKey, integrationKey),
        isNull(linkIntegrations.connectedAt),
      ),
    )
    .orderBy(links.id)
    .limit(batch)

/** Whether any link lives, or ended after an instant: a connection may still come of it. */
export const hasOpenLinks = async (db: Db, endedAfter: Date): Promise<boolean> =>
  (await idsWhereAny(db, or(eq(links.state, 'active'), gt(links.endsAt, endedAfter)))).length > 0

const idsWhereAny = (db: Db, where: SQL | undefined) =>
  db.select({ id: links.id }).from(links).where(where).limit(1)
