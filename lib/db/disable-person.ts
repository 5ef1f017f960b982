import 'server-only'
import { and, inArray, isNotNull, isNull } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'

import { endKeysOf } from './api-keys'
import { isLastAdmin } from './last-admin'
import type { Db } from './open'
import { findSamePerson } from './same-person'
import { sessions, staff } from './schema'

type Move = { id: string; actorId: string; at: Date }

/** `is_self`: nobody shuts themselves out. `last_admin`: nobody would be left to undo it. Else the person's ids. */
type Outcome = 'not_found' | 'is_self' | 'last_admin' | { ids: string[] }

/**
 * Shuts a person out under every identity of the same e-mail, which ends all their sessions and, if wished, the API keys
 * that they made. All of it or nothing.
 */
export const disablePerson = (
  db: Db,
  { id, revokesKeys, ...by }: Move & { revokesKeys: boolean },
): Promise<Outcome> =>
  db.transaction(async (tx) => {
    const ids = await idsOf(tx, id)
    if (ids.length === 0) return 'not_found'
    if (ids.includes(by.actorId)) return 'is_self'
    if (await isLastAdmin(tx, ids)) return 'last_admin'
    await move(tx, ids, true, by)
    await tx
      .update(sessions)
      .set({ endedAt: by.at })
      .where(and(inArray(sessions.staffId, ids), isNull(sessions.endedAt)))
    if (revokesKeys) await endKeysOf(tx, ids, by)
    return { ids }
  })

/** Lets a person in again, under every identity of the same e-mail. */
export const enablePerson = (db: Db, { id, ...by }: Move): Promise<'not_found' | { ids: string[] }> =>
  db.transaction(async (tx) => {
    const ids = await idsOf(tx, id)
    if (ids.length === 0) return 'not_found'
    await move(tx, ids, false, by)
    return { ids }
  })

const idsOf = async (tx: Db, id: string) => (await findSamePerson(tx, id)).map((row) => row.id)

/** Tells of those only that were otherwise before. */
const move = async (tx: Db, ids: string[], isDisabled: boolean, { actorId, at }: Omit<Move, 'id'>) => {
  const moved = await tx
    .update(staff)
    .set({ disabledAt: isDisabled ? at : null })
    .where(and(inArray(staff.id, ids), (isDisabled ? isNull : isNotNull)(staff.disabledAt)))
    .returning({ staffId: staff.id, staff: staff.email })
  const kind = isDisabled ? 'staff.disabled' : 'staff.enabled'
  for (const facts of moved.toSorted((a, b) => (a.staffId < b.staffId ? -1 : 1)))
    await recordEvent(tx, { at, kind, actorId, linkId: null, facts })
}
