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
export function findAbandoned(db: Db, before: Date) {
  return idsWhere(db, and(eq(links.state, 'creating'), lt(links.createdAt, before)))
}

/** Live links whose revocation was asked for before an instant and never finished. */
export function findUnrevoked(db: Db, before: Date) {
  return idsWhere(
    db,
    and(eq(links.state, 'active'), isNotNull(links.sealedToken), lt(links.revokeAskedAt, before)),
  )
}

/** Connected links whose connect session is still to be deleted at Nango. */
export function findUnretired(db: Db) {
  return idsWhere(db, and(eq(links.state, 'connected'), isNotNull(links.sealedToken)))
}

export type Waiting = { id: string; reconnectsId: string | null }

/** Live links that allow an integration and wait for it. */
export function findWaitingFor(db: Db, integrationKey: string, at: Date): Promise<Waiting[]> {
  return db
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
}

/** Whether any link lives, or ended after an instant: a connection may still come of it. */
export async function hasOpenLinks(db: Db, endedAfter: Date): Promise<boolean> {
  return (await idsWhereAny(db, or(eq(links.state, 'active'), gt(links.endsAt, endedAfter)))).length > 0
}

const idsWhereAny = (db: Db, where: SQL | undefined) =>
  db.select({ id: links.id }).from(links).where(where).limit(1)

type Attempt = { integrationKey: string; kind: AttemptFailure; at: Date }

/** Counts a failed attempt with an integration: one row for each of its kinds. */
export async function countFailedAttempt(db: Db, { integrationKey, kind, at }: Attempt) {
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
export function listFailedAttempts(db: Db): Promise<StoredAttempts[]> {
  return db.select().from(failedAttempts).orderBy(desc(failedAttempts.lastAt)).limit(most)
}

/** Somebody connected the integration: it works. */
export async function forgetFailedAttempts(db: Db, integrationKey: string) {
  await db.delete(failedAttempts).where(eq(failedAttempts.integrationKey, integrationKey))
}

/** Forgets failed attempts whose last one is from before an instant. */
export async function pruneFailedAttempts(db: Db, before: Date) {
  await db.delete(failedAttempts).where(lt(failedAttempts.lastAt, before))
}

type NewAttempt = { id: string; at: Date; kind: AttemptFailure; facts: EventFacts<'link.attempt_failed'> }

/** Notes on a link that an attempt failed which was its own, as far as Nango tells. */
export function markFailedAttempt(db: Db, { id, at, kind, facts }: NewAttempt) {
  return db.transaction(async (tx) => {
    await tx.update(links).set({ attemptFailedAt: at, attemptFailure: kind }).where(eq(links.id, id))
    await recordEvent(tx, { at, kind: 'link.attempt_failed', actorId: null, linkId: id, facts })
  })
}
