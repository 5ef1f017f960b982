import 'server-only'
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { ulid } from 'ulid'

import { recordEvent } from '@/lib/audit/record'
import { Role, type Staff } from '@/lib/core/actor'
import { hourMs } from '@/lib/core/time'
import type { Db } from '@/lib/db/open'
import { type Places, prepared } from '@/lib/db/prepared'
import { isPersonIn, isShutOut } from '@/lib/db/same-person'
import { sessions, staff } from '@/lib/db/schema'

import { type PreferencesChange, StoredPreferences } from '../schema'
import type { Preferences } from '../view'

type NewSession = { identity: string; email: string; name: string; role: Role; at: Date }

/** How fine `last_seen_at` is kept: one write a minute and person at most. */
const seenEveryMs = 60_000

/**
 * Signs a person in whom the provider vouched for: the row is created at the first time, `admin` is granted when asked
 * for and never taken away here. Returns the session's id, or null for a disabled person, by whatever identity they
 * come; then nothing is written.
 */
export function startSession(db: Db, arrival: NewSession): Promise<string | null> {
  return db.transaction(async (tx) => {
    const [known] = await tx
      .select({ role: staff.role })
      .from(staff)
      .where(eq(staff.identity, arrival.identity))
      .for('update')
    if (await isShutOut(tx, arrival)) return null
    const [person] = await tx
      .insert(staff)
      .values({ id: `stf_${ulid()}`, createdAt: arrival.at, ...toColumns(arrival) })
      .onConflictDoUpdate({
        target: staff.identity,
        set: {
          email: arrival.email,
          name: arrival.name,
          role: sql`case when excluded.role = 'admin' then 'admin' else ${staff.role} end`,
        },
      })
      .returning({ id: staff.id, role: staff.role })
    if (!person) return null
    if (known && known.role !== person.role)
      await recordEvent(tx, {
        at: arrival.at,
        kind: 'staff.role_changed',
        actorId: null,
        linkId: null,
        facts: { staff: arrival.email, staffId: person.id, from: known.role, to: person.role },
      })
    const id = `ses_${ulid()}`
    await tx
      .insert(sessions)
      .values({ id, staffId: person.id, startedAt: arrival.at, lastSeenAt: arrival.at })
    await recordEvent(tx, {
      at: arrival.at,
      kind: 'staff.signed_in',
      actorId: person.id,
      linkId: null,
      facts: {},
    })
    return id
  })
}

const toColumns = ({ identity, email, name, role }: NewSession) => ({ identity, email, name, role })

const selectStaffBySession = prepared(
  'staff by session',
  (db, values: Places<{ sessionId: string; startedAfter: string; seenAfter: string }>) =>
    db
      .select({
        id: staff.id,
        email: staff.email,
        name: staff.name,
        role: staff.role,
        preferences: staff.preferences,
        seen: sessions.lastSeenAt,
      })
      .from(sessions)
      .innerJoin(staff, eq(staff.id, sessions.staffId))
      .where(
        and(
          eq(sessions.id, values.sessionId),
          isNull(sessions.endedAt),
          isPersonIn(db),
          gt(sessions.startedAt, values.startedAfter),
          gt(sessions.lastSeenAt, values.seenAfter),
        ),
      ),
)

/** Somebody who is signed in; role, and what they chose for themselves, as of now. */
export type SignedIn = { staff: Staff; preferences: Preferences; lastSeenAt: Date }

/** The person behind a session, if it has not ended and the person is not disabled. */
export async function findStaffBySession(db: Db, sessionId: string, at: Date): Promise<SignedIn | null> {
  const [row] = await selectStaffBySession(db, {
    sessionId,
    startedAfter: new Date(at.getTime() - sessionAbsoluteMs).toISOString(),
    seenAfter: new Date(at.getTime() - sessionIdleMs).toISOString(),
  })
  if (!row) return null
  const { id, email, name } = row
  return {
    staff: { id, email, name, role: Role.parse(row.role) },
    preferences: StoredPreferences.parse(row.preferences),
    lastSeenAt: row.seen,
  }
}

/** Changes what a person chose for themselves. What another release has put there beside it stays. */
export async function changePreferences(db: Db, id: string, change: PreferencesChange) {
  const before = sql`case jsonb_typeof(${staff.preferences}) when 'object' then ${staff.preferences} else '{}' end`
  await db
    .update(staff)
    .set({ preferences: sql`${before} || ${JSON.stringify(change)}::jsonb` })
    .where(eq(staff.id, id))
}

/** Records that a session was used by its person just now; a write a minute is enough. */
export async function touchSession(db: Db, sessionId: string, lastSeenAt: Date, at: Date) {
  if (at.getTime() - lastSeenAt.getTime() < seenEveryMs) return
  await db
    .update(sessions)
    .set({ lastSeenAt: at })
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, at)))
}

/** Ends a session for good, wherever its cookie still is. */
export function endSession(db: Db, sessionId: string, at: Date) {
  return db.transaction(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ endedAt: at })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
      .returning({ actorId: sessions.staffId })
    if (ended) await recordEvent(tx, { at, kind: 'staff.signed_out', ...ended, linkId: null, facts: {} })
  })
}

/** A sign-in ends after this long without use, and after this long in any case; milliseconds. */
const sessionIdleMs = hourMs
export const sessionAbsoluteMs = 12 * hourMs
