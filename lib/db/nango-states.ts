import 'server-only'
import { and, desc, eq, isNotNull, isNull, lte, not, or, sql } from 'drizzle-orm'

import type { Db } from './open'
import { links } from './schema'
import { linkOrigins, nangoStates } from './schema-tools'
import type { LinkOriginView } from './view'

/** The origin that links of a Nango host must have: what the first answer showed. Pins `seen` if nothing is pinned yet. */
export async function pinLinkOrigin(db: Db, nangoHost: string, seen: string, at: Date): Promise<string> {
  const known = await db.select().from(linkOrigins).where(eq(linkOrigins.nangoHost, nangoHost))
  if (known[0]) return known[0].origin
  const [row] = await db
    .insert(linkOrigins)
    .values({ nangoHost, origin: seen, pinnedAt: at })
    .onConflictDoUpdate({ target: linkOrigins.nangoHost, set: { nangoHost: sql`excluded.nango_host` } })
    .returning({ origin: linkOrigins.origin })
  return row?.origin ?? seen
}

/** What is known of where links of a Nango host lead. */
export async function readLinkOriginFacts(db: Db, nangoHost: string): Promise<LinkOriginView> {
  const isRefused = eq(links.failureCode, 'nango_foreign_link')
  const [pinned, last] = await Promise.all([
    db.select({ origin: linkOrigins.origin }).from(linkOrigins).where(eq(linkOrigins.nangoHost, nangoHost)),
    db
      .select({ failureCode: links.failureCode })
      .from(links)
      .where(or(isNotNull(links.linkBase), isRefused))
      .orderBy(desc(links.id))
      .limit(1),
  ])
  return { pinned: pinned[0]?.origin ?? null, wasLastRefused: Boolean(last[0]?.failureCode) }
}

type NangoState = Omit<typeof nangoStates.$inferSelect, 'host'>

type RateLimit = { limit: number; remaining: number; resetsAt: Date; blockedUntil: Date | null }

/** What all processes know of a Nango, or null before the first question. */
export async function readNangoState(db: Db, host: string): Promise<NangoState | null> {
  const [row] = await db.select().from(nangoStates).where(eq(nangoStates.host, host))
  return row ?? null
}

/** Shares the account's rate limit. */
export async function shareRateLimit(db: Db, host: string, rate: RateLimit) {
  const limits = {
    rateLimit: rate.limit,
    rateRemaining: rate.remaining,
    rateResetsAt: rate.resetsAt,
    blockedUntil: rate.blockedUntil,
  }
  await db
    .insert(nangoStates)
    .values({ host, ...limits })
    .onConflictDoUpdate({ target: nangoStates.host, set: limits })
}

/** This much of the rate limit is kept for people: work that nobody waits for backs off below it. */
const reservedShare = 10

type Poll = { state: 'claimed'; caughtUpAt: Date | null } | { state: 'not_due' } | { state: 'backing_off' }

/**
 * Claims the next poll of a Nango: `claimed` for one process per `everyMs` on the database's clock; `backing_off` while
 * the rate limit is used up. `at` is the desk's clock.
 */
export async function claimPoll(db: Db, host: string, at: Date, everyMs: number): Promise<Poll> {
  await db.insert(nangoStates).values({ host }).onConflictDoNothing()
  const isDue = or(
    isNull(nangoStates.askedAt),
    lte(nangoStates.askedAt, sql`clock_timestamp() - ${everyMs}::int * interval '1 millisecond'`),
  )
  const [claimed] = await db
    .update(nangoStates)
    .set({ askedAt: sql`clock_timestamp()` })
    .where(and(eq(nangoStates.host, host), isDue, isAllowed(at)))
    .returning({ caughtUpAt: nangoStates.caughtUpAt })
  if (claimed) return { state: 'claimed', ...claimed }
  const [allowed] = await db
    .select({ host: nangoStates.host })
    .from(nangoStates)
    .where(and(eq(nangoStates.host, host), isAllowed(at)))
  return allowed ? { state: 'not_due' } : { state: 'backing_off' }
}

/** Whether work that nobody waits for backs off now, to leave the rate limit to people. */
export async function isBackingOff(db: Db, host: string, at: Date): Promise<boolean> {
  const rows = await db
    .select({ host: nangoStates.host })
    .from(nangoStates)
    .where(and(eq(nangoStates.host, host), not(sql`coalesce(${isAllowed(at)}, true)`)))
  return rows.length > 0
}

const isAllowed = (at: Date) =>
  and(
    or(isNull(nangoStates.blockedUntil), lte(nangoStates.blockedUntil, at)),
    or(
      isNull(nangoStates.rateResetsAt),
      lte(nangoStates.rateResetsAt, at),
      sql`${nangoStates.rateRemaining} * ${reservedShare} > ${nangoStates.rateLimit}`,
    ),
  )

/** Postpones the next poll by some time more: this one cost more than most. */
export async function postponePoll(db: Db, host: string, ms: number) {
  if (ms <= 0) return
  await db
    .update(nangoStates)
    .set({ askedAt: sql`${nangoStates.askedAt} + ${Math.ceil(ms)}::int * interval '1 millisecond'` })
    .where(eq(nangoStates.host, host))
}

/** Keeps since when Nango cannot be asked, on the desk's clock, or that it can. Nothing is written when that is known. */
export async function recordSilence(db: Db, host: string, at: Date | null) {
  const { silentSince } = nangoStates
  await db
    .update(nangoStates)
    .set({ silentSince: at })
    .where(and(eq(nangoStates.host, host), at ? isNull(silentSince) : isNotNull(silentSince)))
}

/** Everything at Nango up to this instant of its clock is known here. */
export async function recordCaughtUp(db: Db, host: string, caughtUpAt: Date) {
  await db.update(nangoStates).set({ caughtUpAt }).where(eq(nangoStates.host, host))
}
