import 'server-only'
import { and, eq, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm'

import { type NewEvent, recordEvent } from '@/lib/audit/record'
import type { FailureCode } from '@/lib/core/failure'
import type { Db } from '@/lib/db/open'
import { linkAlarms, linkIntegrations, links } from '@/lib/db/schema'

import { LinkState } from '../schema/lists'
import { entersFrom } from '../words'
import { forgetFailedAttempts } from './alarms'
import { confirmByVisits } from './handoff'
import { markAlarmed, type TaggedConnection, withoutKnown } from './suspicions'

// Every move is conditional on the state before it; null or false means that somebody else was first.

/** creating → failed, with the reason. */
export function failLink(db: Db, move: { id: string; actorId: string | null; code: FailureCode; at: Date }) {
  return db.transaction(async (tx) => {
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
}

/** active → revoked, after Nango's answer; the token is erased with it. The asker is whoever asked first. */
export function endRevoked(db: Db, move: { id: string; at: Date; nangoStatus: number }) {
  return db.transaction(async (tx) => {
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
}

/** Records that a live link is to be revoked, before Nango is asked, so that a cut-off revocation is continued. */
export function askRevocation(db: Db, move: { id: string; actorId: string | null; at: Date }) {
  return db.transaction(async (tx) => {
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
}

type Expiry = {
  clock: 'nango' | 'desk'
  now: Date
  at: Date
  /** Only hand-off links: their end is the desk's own, whatever Nango says. */
  isHandoff?: boolean
}

/**
 * active → expired for every link whose end has passed on a clock: Nango's own, or the desk's while Nango is silent. The
 * tokens are erased with it.
 */
export function expireLinks(db: Db, { clock, now, at, isHandoff = false }: Expiry) {
  return db.transaction(async (tx) => {
    const end = clock === 'nango' ? links.expiresAt : links.endsAt
    const moved = await tx
      .update(links)
      .set({ state: 'expired', sealedToken: null, endedAt: at })
      .where(
        and(
          inArray(links.state, [...entersFrom.expired]),
          lte(end, now),
          isHandoff ? ne(links.worksFor, '30m') : undefined,
        ),
      )
      .returning({ id: links.id })
    for (const { id: linkId } of moved)
      await recordEvent(tx, { at, kind: 'link.expired', actorId: null, linkId, facts: { clock } })
  })
}

/** What became of a connected link's connect session. */
export type Retirement =
  | Pick<NewEvent<'link.retired'>, 'kind' | 'facts'>
  | Pick<NewEvent<'link.retire_failed'>, 'kind' | 'facts'>

/** Erases the token of a connected link, with what became of its connect session. */
export function retireToken(db: Db, id: string, at: Date, retirement: Retirement) {
  return db.transaction(async (tx) => {
    const erased = await tx
      .update(links)
      .set({ sealedToken: null })
      .where(and(eq(links.id, id), eq(links.state, 'connected'), isNotNull(links.sealedToken)))
      .returning({ id: links.id })
    if (erased.length > 0) await recordEvent(tx, { at, actorId: null, linkId: id, ...retirement })
  })
}

/**
 * What a connection meant: one integration further (`progressed`), the last one (`connected`, or `reconnected` where the
 * link connects it anew), one too many (`alarmed`), nothing new, or nothing to us yet because the link is still being created.
 */
export type ConnectionOutcome =
  | 'progressed'
  | 'connected'
  | 'reconnected'
  | 'alarmed'
  | 'known'
  | 'early'
  | 'foreign'

/** Records a connection that was read at Nango. The first of each integration counts, and of a link that reconnects only its own
 * connection; any other raises an alarm. */
export function recordConnection(db: Db, connection: TaggedConnection, at: Date): Promise<ConnectionOutcome> {
  return db.transaction(async (tx) => {
    const { linkId } = connection
    // One at a time per link, or two last integrations would each see the other as missing.
    const [row] = await tx
      .select({ state: links.state, reconnectsId: links.reconnectsId })
      .from(links)
      .where(eq(links.id, linkId))
      .for('update')
    if (!row) return 'foreign'
    const state = LinkState.parse(row.state)
    if (state === 'creating') return 'early'
    const isExpected =
      state !== 'failed' && (row.reconnectsId ?? connection.connectionId) === connection.connectionId
    if (isExpected && (await progress(tx, connection, at))) {
      if (!(await finish(tx, linkId, at))) return 'progressed'
      return row.reconnectsId === null ? 'connected' : 'reconnected'
    }
    const [same] = await withoutKnown(tx, [connection])
    if (!same) return 'known'
    await raiseAlarm(tx, connection, at)
    return 'alarmed'
  })
}

const factsOf = ({ integrationKey, connectionId }: TaggedConnection) => ({
  integration: integrationKey,
  connection: connectionId,
})

const progress = async (tx: Db, connection: TaggedConnection, at: Date): Promise<boolean> => {
  const { linkId, integrationKey, connectionId, visitId = null } = connection
  const moved = await tx
    .update(linkIntegrations)
    .set({ connectionId, connectedAt: at, visitId })
    .where(
      and(
        eq(linkIntegrations.linkId, linkId),
        eq(linkIntegrations.integrationKey, integrationKey),
        isNull(linkIntegrations.connectedAt),
      ),
    )
    .returning({ linkId: linkIntegrations.linkId })
  if (moved.length === 0) return false
  await recordEvent(tx, { at, kind: 'link.progressed', actorId: null, linkId, facts: factsOf(connection) })
  // Its page may have told of it before Nango showed it: then whoever hears of it hears that it is confirmed.
  if (visitId !== null) await confirmByVisits(tx, linkId, at)
  await forgetFailedAttempts(tx, integrationKey)
  return true
}

/** Any state that may be entered late → connected, when no integration is missing. The token stays until it is retired. */
const finish = async (tx: Db, id: string, at: Date): Promise<boolean> => {
  const missing = tx
    .select({ one: sql`1` })
    .from(linkIntegrations)
    .where(and(eq(linkIntegrations.linkId, id), isNull(linkIntegrations.connectedAt)))
  const moved = await tx
    .update(links)
    .set({ state: 'connected', connectedAt: at, endedAt: at, connectionGoneAt: null })
    .where(and(eq(links.id, id), inArray(links.state, [...entersFrom.connected]), sql`not exists ${missing}`))
    .returning({ id: links.id })
  if (moved.length === 0) return false
  await recordEvent(tx, { at, kind: 'link.connected', actorId: null, linkId: id, facts: {} })
  return true
}

const raiseAlarm = async (tx: Db, connection: TaggedConnection, at: Date) => {
  const { linkId, integrationKey, connectionId } = connection
  await tx.insert(linkAlarms).values({ linkId, integrationKey, connectionId, at })
  await markAlarmed(tx, linkId, at)
  await recordEvent(tx, { at, kind: 'link.alarmed', actorId: null, linkId, facts: factsOf(connection) })
}
