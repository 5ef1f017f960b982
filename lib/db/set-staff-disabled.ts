import 'server-only'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'

import { recordEvent } from './events'
import { isLastAdmin } from './last-admin'
import type { Db } from './open'
import { sessions, staff } from './schema'

type Move = { id: string; isDisabled: boolean; actorId: string; at: Date }

/** `unchanged`: the person was that already. `last_admin`: nobody would be left to undo it. */
type Outcome = 'changed' | 'unchanged' | 'not_found' | 'last_admin'

/** Shuts a person out, which ends all their sessions, or lets them in again. */
export const setStaffDisabled = (db: Db, { id, isDisabled, actorId, at }: Move): Promise<Outcome> =>
  db.transaction(async (tx) => {
    if (isDisabled && (await isLastAdmin(tx, id))) return 'last_admin'
    const [person] = await tx
      .update(staff)
      .set({ disabledAt: isDisabled ? at : null })
      .where(and(eq(staff.id, id), (isDisabled ? isNull : isNotNull)(staff.disabledAt)))
      .returning({ email: staff.email })
    if (!person) return (await isKnown(tx, id)) ? 'unchanged' : 'not_found'
    if (isDisabled)
      await tx
        .update(sessions)
        .set({ endedAt: at })
        .where(and(eq(sessions.staffId, id), isNull(sessions.endedAt)))
    const kind = isDisabled ? 'staff.disabled' : 'staff.enabled'
    await recordEvent(tx, { at, kind, actorId, linkId: null, facts: { staff: person.email, staffId: id } })
    return 'changed'
  })

const isKnown = async (tx: Db, id: string) =>
  (await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, id))).length > 0
