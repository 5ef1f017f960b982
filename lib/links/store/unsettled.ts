import 'server-only'
import { and, desc, eq, gt, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'

import type { EventFacts } from '@/lib/audit/events'
import { recordEvent } from '@/lib/audit/record'
import type { Db } from '@/lib/db/open'
import { linkIntegrations, links } from '@/lib/db/schema'
import { failedAttempts } from '@/lib/db/schema-late'

import type { AttemptFailure } from '../words'

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

type Attempt = { integrationKey: string; kind: AttemptFailure; at: Date }

/** Counts a failed attempt with an integration: one row for each of its kinds. */
export const countFailedAttempt = async (db: Db, { integrationKey, kind, at }: Attempt) => {
  await db
    .insert(failedAttempts)
    .values({ integrationKey, kind, lastAt: at, count: 1 })
    .onConflictDoUpdate({
      target: [failedAttempts.integrationKey, failedAttempts.kind],
      set: { lastAt: at, count: sql`${failedAttempts.count} + 1` },
    })
}

export type StoredAttempts = typeof failedAttempts.$inferSelect

const most = 50

/** Failed attempts since which nobody connected the integration, newest first. */
export const listFailedAttempts = (db: Db): Promise<StoredAttempts[]> =>
  db.select().from(failedAttempts).orderBy(desc(failedAttempts.lastAt)).limit(most)

/** Somebody connected the integration: it works. */
export const forgetFailedAttempts = async (db: Db, integrationKey: string) => {
  await db.delete(failedAttempts).where(eq(failedAttempts.integrationKey, integrationKey))
}

/** Forgets failed attempts whose last one is from before an instant. */
export const pruneFailedAttempts = async (db: Db, before: Date) => {
  await db.delete(failedAttempts).where(lt(failedAttempts.lastAt, before))
}

type NewAttempt = { id: string; at: Date; kind: AttemptFailure; facts: EventFacts<'link.attempt_failed'> }

/** Notes on a link that an attempt failed which was its own, as far as Nango tells. */
export const markFailedAttempt = (db: Db, { id, at, kind, facts }: NewAttempt) =>
  db.transaction(async (tx) => {
    await tx.update(links).set({ attemptFailedAt: at, attemptFailure: kind }).where(eq(links.id, id))
    await recordEvent(tx, { at, kind: 'link.attempt_failed', actorId: null, linkId: id, facts })
  })
