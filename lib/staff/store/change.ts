import 'server-only'
import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'

import { revokeKeysOf } from '@/lib/api-keys/revoke'
import { recordEvent } from '@/lib/audit/record'
import type { Role } from '@/lib/core/actor'
import type { Db } from '@/lib/db/open'
import { findSamePerson, isPersonIn } from '@/lib/db/same-person'
import { sessions, staff } from '@/lib/db/schema'

type Move = { id: string; role: Role; actorId: string; at: Date }

/** `unchanged`: the person has that role already. `last_admin`: nobody would be left to undo it. */
type Outcome = 'changed' | 'unchanged' | 'not_found' | 'last_admin'

/** Gives a person another role, from their next request on. */
export function setStaffRole(db: Db, { id, role, actorId, at }: Move): Promise<Outcome> {
  return db.transaction(async (tx) => {
    if (role !== 'admin' && (await isLastAdmin(tx, [id]))) return 'last_admin'
    const [person] = await tx
      .select({ role: staff.role, email: staff.email })
      .from(staff)
      .where(eq(staff.id, id))
      .for('update')
    if (!person) return 'not_found'
    if (person.role === role) return 'unchanged'
    await tx.update(staff).set({ role }).where(eq(staff.id, id))
    const facts = { staff: person.email, staffId: id, from: person.role, to: role }
    await recordEvent(tx, { at, kind: 'staff.role_changed', actorId, linkId: null, facts })
    return 'changed'
  })
}

type AccessChange = { id: string; actorId: string; at: Date }

/** `is_self`: nobody shuts themselves out. `last_admin`: nobody would be left to undo it. Else the person's ids. */
type AccessOutcome = 'not_found' | 'is_self' | 'last_admin' | { ids: string[] }

/**
 * Shuts a person out under every identity of the same e-mail, which ends all their sessions and, if asked to, the API
 * keys that they created. All of it or nothing.
 */
export function disablePerson(
  db: Db,
  { id, revokesKeys, ...by }: AccessChange & { revokesKeys: boolean },
): Promise<AccessOutcome> {
  return db.transaction(async (tx) => {
    const ids = await idsOf(tx, id)
    if (ids.length === 0) return 'not_found'
    if (ids.includes(by.actorId)) return 'is_self'
    if (await isLastAdmin(tx, ids)) return 'last_admin'
    await move(tx, ids, true, by)
    await tx
      .update(sessions)
      .set({ endedAt: by.at })
      .where(and(inArray(sessions.staffId, ids), isNull(sessions.endedAt)))
    if (revokesKeys) await revokeKeysOf(tx, ids, by)
    return { ids }
  })
}

/** Lets a person in again, under every identity of the same e-mail. */
export function enablePerson(db: Db, { id, ...by }: AccessChange): Promise<'not_found' | { ids: string[] }> {
  return db.transaction(async (tx) => {
    const ids = await idsOf(tx, id)
    if (ids.length === 0) return 'not_found'
    await move(tx, ids, false, by)
    return { ids }
  })
}

const idsOf = async (tx: Db, id: string) => (await findSamePerson(tx, id)).map((row) => row.id)

/** Records an event only for those that were otherwise before. */
const move = async (
  tx: Db,
  ids: string[],
  isDisabled: boolean,
  { actorId, at }: Omit<AccessChange, 'id'>,
) => {
  const moved = await tx
    .update(staff)
    .set({ disabledAt: isDisabled ? at : null })
    .where(and(inArray(staff.id, ids), (isDisabled ? isNull : isNotNull)(staff.disabledAt)))
    .returning({ staffId: staff.id, staff: staff.email })
  const kind = isDisabled ? 'staff.disabled' : 'staff.enabled'
  for (const facts of moved.toSorted((a, b) => (a.staffId < b.staffId ? -1 : 1)))
    await recordEvent(tx, { at, kind, actorId, linkId: null, facts })
}

/**
 * Whether nobody but the one to whom these rows belong is an admin. Locks the admins, so that two of them cannot shut
 * each other out at the same moment.
 */
const isLastAdmin = async (tx: Db, ids: string[]): Promise<boolean> => {
  const isAdmin = and(eq(staff.role, 'admin'), isNull(staff.disabledAt))
  const columns = { id: staff.id }
  await tx.select(columns).from(staff).where(isAdmin).orderBy(asc(staff.id)).for('update')
  // Asked anew: what another transaction changed before the lock was had counts.
  const admins = await tx
    .select(columns)
    .from(staff)
    .where(and(isAdmin, isPersonIn(tx)))
  return admins.length > 0 && admins.every(({ id }) => ids.includes(id))
}
