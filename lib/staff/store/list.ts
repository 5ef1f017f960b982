import 'server-only'
import { and, asc, eq, max, sql } from 'drizzle-orm'

import { Role, type Staff } from '@/lib/core/actor'
import type { Db } from '@/lib/db/open'
import { links, sessions, staff } from '@/lib/db/schema'
import { actors } from '@/lib/db/schema-tools'

export type StaffMember = Staff & {
  disabledAt: Date | null
  lastSignInAt: Date | null
  /** How many of the links they created live now. */
  liveLinks: number
}

/** Everybody who ever signed in, by name. */
export async function listStaff(db: Db): Promise<StaffMember[]> {
  const lastStart = db
    .select({ at: max(sessions.startedAt) })
    .from(sessions)
    .where(eq(sessions.staffId, staff.id))
  const live = and(eq(links.makerId, staff.id), eq(links.state, 'active'))
  const rows = await db
    .select({
      id: staff.id,
      email: staff.email,
      name: staff.name,
      role: staff.role,
      disabledAt: staff.disabledAt,
      lastSignInAt: sql`(${lastStart})`.mapWith(sessions.startedAt),
      liveLinks: db.$count(links, live),
    })
    .from(staff)
    .orderBy(asc(staff.name), asc(staff.email))
  return rows.map((row) => ({ ...row, role: Role.parse(row.role) }))
}

/** Everybody who ever signed in and every API key, by name, for a choice. */
export function listActorNames(db: Db): Promise<{ id: string; name: string; email: string | null }[]> {
  return db
    .select({ id: actors.id, name: actors.name, email: actors.email })
    .from(actors)
    .orderBy(asc(actors.name), asc(actors.id))
}
