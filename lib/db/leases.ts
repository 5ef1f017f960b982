import 'server-only'
import { and, eq, sql } from 'drizzle-orm'

import type { Db } from './open'
import { leases } from './schema-tools'

/** So many milliseconds from now on the database's clock. */
export function later(ms: number) {
  return sql`clock_timestamp() + ${Math.round(ms)}::int * interval '1 millisecond'`
}

/**
 * Acquires or keeps a lease for `forMs`; true for one holder at a time over all processes. The database's clock decides, for
 * those of the processes may differ.
 */
export async function acquireLease(db: Db, name: string, holder: string, forMs: number): Promise<boolean> {
  const until = later(forMs)
  const taken = await db
    .insert(leases)
    .values({ name, holder, until })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, until },
      setWhere: sql`${leases.holder} = ${holder} or ${leases.until} < clock_timestamp()`,
    })
    .returning({ name: leases.name })
  return taken.length > 0
}

/** Releases a lease before its time. */
export async function releaseLease(db: Db, name: string, holder: string) {
  await db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)))
}
