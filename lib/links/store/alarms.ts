import 'server-only'
import { and, asc, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'

import { type EventFacts, EventKind, type EventView } from '@/lib/audit/events'
import { StoredFacts } from '@/lib/audit/events/entry'
import { recordEvent } from '@/lib/audit/record'
import type { ConnectionName } from '@/lib/core/ids'
import type { Db } from '@/lib/db/open'
import { events, linkAlarms, linkIntegrations, links } from '@/lib/db/schema'
import { failedAttempts, suspicionLinks, suspicions } from '@/lib/db/schema-late'
import { actors } from '@/lib/db/schema-tools'

import type { AlarmKind, Guess, Settlement } from '../view'
import type { AttemptFailure } from '../words'
import { isOf } from './suspicions'

/** More than this no link has in earnest; the newest are kept. */
const most = 500

/** A link's events with who did them, oldest first. */
export async function listEventsOf(db: Db, linkId: string): Promise<EventView[]> {
  const rows = await db
    .select({ event: events, actorName: actors.name })
    .from(events)
    .leftJoin(actors, eq(actors.id, events.actorId))
    .where(eq(events.linkId, linkId))
    .orderBy(desc(events.id))
    .limit(most)
  return rows.toReversed().map(({ event, actorName }) => ({
    id: event.id,
    at: event.at.toISOString(),
    kind: EventKind.parse(event.kind),
    actorName,
    linkId,
    facts: StoredFacts.parse(event.facts),
  }))
}

/** An open alarm of a link. */
export type LinkAlarm = {
  linkId: string
  kind: AlarmKind
  integrationKey: string
  connectionId: string
  at: Date
  otherLinks: number
}

const isReplaced = (kind: string) => kind === 'replaced'

/** The open alarms of some links, oldest first. */
export async function listAlarmsOf(db: Db, linkIds: string[]): Promise<LinkAlarm[]> {
  if (linkIds.length === 0) return []
  const [unexpected, guesses] = [
    await db.select().from(linkAlarms).where(inArray(linkAlarms.linkId, linkIds)).orderBy(asc(linkAlarms.at)),
    await selectGuesses(db, linkIds),
  ]
  return [
    ...unexpected.map((one) => ({ ...one, kind: 'unexpected' as const, otherLinks: 0 })),
    ...guesses.map(({ kind, ...one }) => ({
      ...one,
      kind: isReplaced(kind) ? ('replaced' as const) : ('untagged' as const),
    })),
  ]
}

const selectGuesses = (db: Db, linkIds: string[]) =>
  db
    .select({
      linkId: suspicionLinks.linkId,
      kind: suspicions.kind,
      integrationKey: suspicions.integrationKey,
      connectionId: suspicions.connectionId,
      at: suspicions.seenAt,
      otherLinks: sql<number>`(select count(*)::int - 1 from suspicion_links other
        where other.suspicion_id = ${suspicions.id})`,
    })
    .from(suspicionLinks)
    .innerJoin(suspicions, eq(suspicions.id, suspicionLinks.suspicionId))
    .where(and(inArray(suspicionLinks.linkId, linkIds), isNull(suspicions.settledAt)))
    .orderBy(asc(suspicions.seenAt))

type Settling = ConnectionName & {
  how: Settlement
  /** Null for what the desk found out by itself. */
  actorId: string | null
  /** The link of which it is confirmed; null where nobody said of which. */
  linkId: string | null
  /** Null for whatever is open. */
  kind: Guess | null
  at: Date
}

const openOf = (name: ConnectionName) => and(isOf(name), isNull(suspicions.settledAt))

/** Records of which link a connection came, before Nango is asked: with the link's tag it is then none too many. */
export async function confirmSuspicion(db: Db, name: ConnectionName, linkId: string) {
  const open = db.select({ id: suspicions.id }).from(suspicions).where(openOf(name))
  await db
    .update(suspicionLinks)
    .set({ isConfirmed: sql`${suspicionLinks.linkId} = ${linkId}` })
    .where(inArray(suspicionLinks.suspicionId, open))
}

/** Settles what is open about a connection, on every link that it may have come of. Returns how many alarms that were. */
export function settleSuspicions(db: Db, settling: Settling): Promise<number> {
  return db.transaction(async (tx) => {
    const { integrationKey, connectionId, how, actorId, linkId, kind, at } = settling
    const settled = await tx
      .update(suspicions)
      .set({ settledAt: at, settledBy: actorId, settledHow: how })
      .where(and(openOf(settling), kind === null ? undefined : eq(suspicions.kind, kind)))
      .returning({ id: suspicions.id })
    if (settled.length === 0) return 0
    const of = inArray(
      suspicionLinks.suspicionId,
      settled.map(({ id }) => id),
    )
    const rows = await tx.selectDistinct({ id: suspicionLinks.linkId }).from(suspicionLinks).where(of)
    const linkIds = rows.map(({ id }) => id).toSorted()
    for (const id of linkIds)
      await tx
        .update(links)
        .set({ alarmedAt: firstOpen(id) })
        .where(eq(links.id, id))
    const facts = { integration: integrationKey, connection: connectionId, how, confirmed: linkId }
    for (const id of linkIds)
      await recordEvent(tx, { at, kind: 'link.alarm_settled', actorId, linkId: id, facts })
    return settled.length
  })
}

/** The first alarm of a link that nobody has settled, or null. */
const firstOpen = (id: string) => sql`least(
  (select min(at) from link_alarms where link_id = ${id}),
  (select min(seen_at) from suspicions inner join suspicion_links on suspicion_id = suspicions.id
    where link_id = ${id} and settled_at is null))`

/** More links than this wait for one integration in no desk. */
const mostWaiting = 200

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
    .limit(mostWaiting)
}

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

const mostAttempts = 50

/** Failed attempts since which nobody connected the integration, newest first. */
export function selectFailedAttempts(db: Db): Promise<(typeof failedAttempts.$inferSelect)[]> {
  return db.select().from(failedAttempts).orderBy(desc(failedAttempts.lastAt)).limit(mostAttempts)
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

/** Marks on a link that an attempt failed which was its own, as far as Nango says. */
export function markFailedAttempt(db: Db, { id, at, kind, facts }: NewAttempt) {
  return db.transaction(async (tx) => {
    await tx.update(links).set({ attemptFailedAt: at, attemptFailure: kind }).where(eq(links.id, id))
    await recordEvent(tx, { at, kind: 'link.attempt_failed', actorId: null, linkId: id, facts })
  })
}
