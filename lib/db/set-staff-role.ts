import 'server-only'
import { eq } from 'drizzle-orm'

import { recordEvent } from '@/lib/audit/record'
import type { Role } from '@/lib/core/staff'

import { isLastAdmin } from './last-admin'
import type { Db } from './open'
import { staff } from './schema'

type Move = { id: string; role: Role; actorId: string; at: Date }

/** `unchanged`: the person has that role already. `last_admin`: nobody would be left to undo it. */
type Outcome = 'changed' | 'unchanged' | 'not_found' | 'last_admin'

/** Gives a person another role, from their next request on. */
export const setStaffRole = (db: Db, { id, role, actorId, at }: Move): Promise<Outcome> =>
  db.transaction(async (tx) => {
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
