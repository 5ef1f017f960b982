import 'server-only'
import { and, asc, eq, exists, isNotNull, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { Db } from './open'
import { staff } from './schema'

const other = alias(staff, 'other')

const disabledTwins = (db: Db) =>
  db
    .select({ id: other.id })
    .from(other)
    .where(and(isNotNull(other.disabledAt), eq(sql`lower(${other.email})`, sql`lower(${staff.email})`)))

/**
 * Whether the person of a row of `staff` is disabled: that row, or another one of the same e-mail. Each provider creates a
 * row of its own, and e-mails are ASCII.
 */
export function isPersonDisabled(db: Db) {
  return exists(disabledTwins(db))
}

/** The opposite. */
export function isPersonIn(db: Db) {
  return notExists(disabledTwins(db))
}

/** The rows of the person to whom a row belongs, itself among them; none for an unknown id. */
export function findSamePerson(db: Db, id: string) {
  return db
    .select({ id: staff.id })
    .from(staff)
    .innerJoin(other, eq(sql`lower(${other.email})`, sql`lower(${staff.email})`))
    .where(eq(other.id, id))
    .orderBy(asc(staff.id))
}

/** Whether an identity or an e-mail, as it is now or was at the last sign-in, is a disabled person's. */
export async function isShutOut(db: Db, { identity, email }: { identity: string; email: string }) {
  const lastEmail = db
    .select({ email: sql`lower(${other.email})` })
    .from(other)
    .where(eq(other.identity, identity))
  const isTheirs = or(
    eq(sql`lower(${staff.email})`, email.toLowerCase()),
    sql`lower(${staff.email}) in (${lastEmail})`,
  )
  const found = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(isNotNull(staff.disabledAt), isTheirs))
    .limit(1)
  return found.length > 0
}
