import 'server-only'
import { and, desc, eq, gt, isNotNull, isNull, lt, ne, or } from 'drizzle-orm'
import { ulid } from 'ulid'

import type { Db } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { connectSessions, handoffs } from '@/lib/db/schema-handoff'
import { openToken, sealToken } from '@/lib/db/token-cipher'

export type NewSession = { linkId: string; visitId: string; token: string; endsAt: Date; at: Date }

/**
 * Keeps a connect session; returns those of the link that were there before, which are to be ended. One at a time for each
 * link, so that of two that are kept at once the later one ends the other. Null where the link does nothing any more.
 */
export async function insertSession(db: Db, made: NewSession): Promise<LiveSession[] | null> {
  const id = `ses_${ulid(made.at.getTime())}`
  return db.transaction(async (tx) => {
    const [link] = await tx
      .select({ state: links.state, revokeAskedAt: links.revokeAskedAt })
      .from(links)
      .where(eq(links.id, made.linkId))
      .for('update')
    if (link?.state !== 'active' || link.revokeAskedAt !== null) return null
    // A lock that comes later finds this session, and ends it.
    const [open] = await tx
      .select({ linkId: handoffs.linkId })
      .from(handoffs)
      .where(and(eq(handoffs.linkId, made.linkId), isNull(handoffs.lockedAt)))
      .for('update')
    if (!open) return null
    const before = await selectLiveSessions(tx, made.linkId)
    await tx.insert(connectSessions).values({
      id,
      linkId: made.linkId,
      visitId: made.visitId,
      sealedToken: sealToken(made.token, id),
      endsAt: made.endsAt,
      createdAt: made.at,
    })
    return before
  })
}

export type LiveSession = { id: string; linkId: string; token: string; endsAt: Date; visitId: string | null }

/** The connect sessions of a link that are not retired, newest first. */
export async function selectLiveSessions(db: Db, linkId: string): Promise<LiveSession[]> {
  const rows = await db
    .select()
    .from(connectSessions)
    .where(and(eq(connectSessions.linkId, linkId), isNull(connectSessions.retiredAt)))
    .orderBy(desc(connectSessions.id))
  return rows.flatMap(({ sealedToken, ...row }) =>
    sealedToken === null ? [] : [{ ...row, token: openToken(sealedToken, row.id) }],
  )
}

/** Erases the token of a session that is over: deleted at Nango (`deleted`), or past its own end (`over`). */
export async function retireSession(db: Db, id: string, at: Date, how: 'deleted' | 'over') {
  await db
    .update(connectSessions)
    .set({ retiredAt: at, retiredHow: how, sealedToken: null })
    .where(and(eq(connectSessions.id, id), isNull(connectSessions.retiredAt)))
}

/** Links that have ended, or are locked, and still have connect sessions, oldest first, at most 200. */
export async function findLeftSessions(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ linkId: connectSessions.linkId })
    .from(connectSessions)
    .innerJoin(links, eq(links.id, connectSessions.linkId))
    .innerJoin(handoffs, eq(handoffs.linkId, connectSessions.linkId))
    .where(
      and(isNull(connectSessions.retiredAt), or(ne(links.state, 'active'), isNotNull(handoffs.lockedAt))),
    )
    .orderBy(connectSessions.linkId)
    .limit(200)
  return rows.map(({ linkId }) => linkId)
}

/** Erases the tokens of sessions whose own time is over. */
export async function retireOverSessions(db: Db, at: Date) {
  await db
    .update(connectSessions)
    .set({ retiredAt: at, retiredHow: 'over', sealedToken: null })
    .where(and(isNull(connectSessions.retiredAt), lt(connectSessions.endsAt, at)))
}

/** Whether there is a session that ends after an instant, retired or not. */
export async function findSessionAfter(db: Db, after: Date): Promise<boolean> {
  const rows = await db
    .select({ id: connectSessions.id })
    .from(connectSessions)
    .where(gt(connectSessions.endsAt, after))
    .limit(1)
  return rows.length > 0
}
