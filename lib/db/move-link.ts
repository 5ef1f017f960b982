import 'server-only'
import { and, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm'

import { eventIf, type NewEvent, recordEvent } from '@/lib/audit/record'
import type { FailureCode } from '@/lib/core/failure'
import { entersFrom } from '@/lib/core/link-state'

import type { Link } from './link-row'
import type { Db } from './open'
import { events, links } from './schema'
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

/** creating → active, with the sealed token. Returns the link as it is now. One that renews another ends that with it. */
export const activateLink = (db: Db, link: Link, move: Activation): Promise<Link | null> => {
  const { id, renewsId } = link
  if (renewsId === null) return activate(db, link, move)
  return db.transaction(async (tx) => {
    const active = await activate(tx, link, move)
    if (!active) return null
    const { at, actorId } = move
    await recordEvent(tx, { at, kind: 'link.renewed', actorId, linkId: renewsId, facts: { renewedAs: id } })
    await askRevocation(tx, { id: renewsId, actorId, at })
    return active
  })
}

const activate = async (db: Db, link: Link, move: Activation): Promise<Link | null> => {
  const { id, renewsId } = link
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
  const facts = {
    ...(renewsId !== null && { renews: renewsId }),
    ...(link.hosts.length > 0 && { hosts: [...new Set(link.hosts.map(({ host }) => host))].join(', ') }),
  }
  const event = { at, kind: 'link.created', actorId: move.actorId, linkId: id, facts } as const
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

/** active → revoked, after Nango's answer; the token is erased with it. The asker is whoever asked first. */
export const endRevoked = (db: Db, move: { id: string; at: Date; nangoStatus: number }) =>
  db.transaction(async (tx) => {
    const [moved] = await tx
      .update(links)
      .set({ state: 'revoked', sealedToken: null, endedAt: move.at })
      .where(and(eq(links.id, move.id), inArray(links.state, [...entersFrom.revoked])))
      .returning({ askedBy: links.revokeAskedBy })
    if (!moved) return false
    const { id: linkId, at, nangoStatus } = move
    await recordEvent(tx, {
      at,
      kind: 'link.revoked',
      actorId: moved.askedBy,
      linkId,
      facts: { nangoStatus },
    })
    return true
  })

/** Notes that a live link is to be revoked, before Nango is told, so that a cut-off revocation is gone on with. */
export const askRevocation = (db: Db, move: { id: string; actorId: string | null; at: Date }) =>
  db.transaction(async (tx) => {
    const { id: linkId, actorId, at } = move
    const asked = await tx
      .update(links)
      .set({ revokeAskedAt: at, revokeAskedBy: actorId })
      .where(and(eq(links.id, linkId), eq(links.state, 'active'), isNull(links.revokeAskedAt)))
      .returning({ id: links.id })
    if (asked.length === 0) return false
    await recordEvent(tx, { at, kind: 'link.revoke_asked', actorId, linkId, facts: {} })
    return true
  })

/**
 * active → expired for every link whose end has passed on a clock: Nango's own, or the desk's while Nango is silent. The
 * tokens are erased with it.
 */
export const expireLinks = (db: Db, { clock, now, at }: { clock: 'nango' | 'desk'; now: Date; at: Date }) =>
  db.transaction(async (tx) => {
    const end = clock === 'nango' ? links.expiresAt : links.endsAt
    const moved = await tx
      .update(links)
      .set({ state: 'expired', sealedToken: null, endedAt: at })
      .where(and(inArray(links.state, [...entersFrom.expired]), lte(end, now)))
      .returning({ id: links.id })
    for (const { id: linkId } of moved)
      await recordEvent(tx, { at, kind: 'link.expired', actorId: null, linkId, facts: { clock } })
  })

/** What became of a connected link's connect session. */
export type Retirement =
  | Pick<NewEvent<'link.retired'>, 'kind' | 'facts'>
  | Pick<NewEvent<'link.retire_failed'>, 'kind' | 'facts'>

/** Erases the token of a connected link, with what became of its connect session. */
export const retireToken = (db: Db, id: string, at: Date, retirement: Retirement) =>
  db.transaction(async (tx) => {
    const erased = await tx
      .update(links)
      .set({ sealedToken: null })
      .where(and(eq(links.id, id), eq(links.state, 'connected'), isNotNull(links.sealedToken)))
      .returning({ id: links.id })
    if (erased.length > 0) await recordEvent(tx, { at, actorId: null, linkId: id, ...retirement })
  })
