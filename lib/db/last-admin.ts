import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'

import type { Db } from './open'
import { staff } from './schema'

/** Whether nobody but this person is an admin. Locks the admins, so that two of them cannot shut each other out at the same moment. */
export const isLastAdmin = async (tx: Db, id: string): Promise<boolean> => {
  const admins = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, 'admin'), isNull(staff.disabledAt)))
    .orderBy(asc(staff.id))
    .for('update')
  return admins.length === 1 && admins[0]?.id === id
}
