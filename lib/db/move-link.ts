import 'server-only'
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'

import type { FailureCode } from '@/lib/core/failure'
import { entersFrom } from '@/lib/core/link-state'

import { eventIf, recordEvent } from './events'
import type { Link } from './link-row'
import type { Db } from './open'
import { events, linkIntegrations, links } from './schema'
import { sealToken } from './token-cipher'

// Every move is conditional on the state before it; null or false means that somebody else was first.

type Activation = {
  actorId: string
  token: string
  base: string
  expiresAt: Date
  endsAt: Date
  at: Date
}

/** creating → active, with the sealed token. Returns the link as it is now. */
export const activateLink = async (db: Db, link: Link, move: Activation): Promise<Link | null> => {
  const { id } = link
  const { expiresAt, endsAt, at } = move
  const sealedToken = sealToken(move.token, id)
  const moved = db.$with('moved').as(
    db
      .update(links)
      .set({ state: 'active', linkBase: move.base, sealedToken, expiresAt, endsAt })
      .where(and(eq(links.id, id), inArray(links.state, [...entersFrom.active])))
      .returning({ id: links.id }),
  )
  // One statement is one transaction, in one round trip: agents wait for it.
  const event = { at, kind: 'link.created', actorId: move.actorId, linkId: id, facts: {} } as const
  const told = await db
    .with(moved)
    .insert(events)
    .select(eventIf(event, 'moved'))
    .returning({ id: events.id })
  return told.length > 0 ? { ...link, state: 'active', expiresAt, endsAt } : null
}

/** creating → failed, with the reason. */
export const failLink = (db: Db, move: { id: string; actorId: string | null; code: FailureCode; at: Date }) =>
  db.transaction(async (tx) => {
    const moved = await tx
      .update(links)
      .set({ state: 'failed', failureCode: move.code, endedAt: move.at })
      .where(and(eq(links.id, move.id), inArray(links.state, [...entersFrom.failed])))
      .returning({ id: links.id })
    if (moved.length === 0) return false
    const facts = { code: move.code }
    await recordEvent(tx, { at: move.at, kind: 'link.failed', actorId: move.actorId, linkId: move.id, facts })
    return true
  })

/** active → expired or revoked; the token is erased with it. */
export const endLink = (
  db: Db,
  move: {
    id: string
    to: 'expired' | 'revoked'
    actorId: string | null
    at: Date
    facts: { nangoStatus?: number }
  },
) =>
  db.transaction(async (tx) => {
    const moved = await tx
      .update(links)
      .set({ state: move.to, sealedToken: null, endedAt: move.at })
      .where(and(eq(links.id, move.id), inArray(links.state, [...entersFrom[move.to]])))
      .returning({ id: links.id })
    if (moved.length === 0) return false
    const kind = move.to === 'expired' ? 'link.expired' : 'link.revoked'
    await recordEvent(tx, {
      at: move.at,
      kind,
      actorId: move.actorId,
      linkId: move.id,
      facts: { ...move.facts },
    })
    return true
  })

/** Marks one integration as connected, and the link when all are; the token is erased with the last. */
export const connectIntegration = (
  db: Db,
  move: { id: string; integrationKey: string; connectionId: string; at: Date },
) =>
  db.transaction(async (tx) => {
    // One at a time per link, or two last integrations would each see the other as missing.
    await tx.select({ id: links.id }).from(links).where(eq(links.id, move.id)).for('update')
    const progressed = await tx
      .update(linkIntegrations)
      .set({ connectionId: move.connectionId, connectedAt: move.at })
      .where(
        and(
          eq(linkIntegrations.linkId, move.id),
          eq(linkIntegrations.integrationKey, move.integrationKey),
          isNull(linkIntegrations.connectedAt),
        ),
      )
      .returning({ id: linkIntegrations.linkId })
    if (progressed.length === 0) return false
    const facts = { integration: move.integrationKey, connection: move.connectionId }
    await recordEvent(tx, { at: move.at, kind: 'link.progressed', actorId: null, linkId: move.id, facts })
    const missing = tx
      .select({ one: sql`1` })
      .from(linkIntegrations)
      .where(and(eq(linkIntegrations.linkId, move.id), isNull(linkIntegrations.connectedAt)))
    const finished = await tx
      .update(links)
      .set({ state: 'connected', sealedToken: null, connectedAt: move.at, endedAt: move.at })
      .where(
        and(
          eq(links.id, move.id),
          inArray(links.state, [...entersFrom.connected]),
          sql`not exists ${missing}`,
        ),
      )
      .returning({ id: links.id })
    if (finished.length > 0)
      await recordEvent(tx, {
        at: move.at,
        kind: 'link.connected',
        actorId: null,
        linkId: move.id,
        facts: {},
      })
    return true
  })
