import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'

import type { Db } from './open'
import { isPersonDisabled } from './same-person'
import { links, staff } from './schema'

/** Live links whose maker is disabled and whose revocation nobody has asked for, oldest first, at most 200. */
export const findOrphans = async (db: Db): Promise<string[]> => {
  const rows = await db
    .select({ id: links.id })
    .from(links)
    .innerJoin(staff, eq(staff.id, links.makerId))
    .where(and(eq(links.state, 'active'), isNull(links.revokeAskedAt), isPersonDisabled(db)))
    .orderBy(links.id)
    .limit(200)
  return rows.map(({ id }) => id)
}
