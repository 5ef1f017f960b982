import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'

import type { Db } from './open'
import { isPersonIn } from './same-person'
import { staff } from './schema'

/**
 * Whether nobody but the one to whom these rows belong is an admin. Locks the admins, so that two of them cannot shut
 * each other out at the same moment.
 */
export const isLastAdmin = async (tx: Db, ids: string[]): Promise<boolean> => {
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
