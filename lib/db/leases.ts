import 'server-only'
import { and, eq, sql } from 'drizzle-orm'

import type { Db } from './open'
import { leases } from './schema-tools'

/**
 * Acquires or keeps a lease for `forMs`; true for one holder at a time over all processes. The database's clock decides, for
 * those of the processes may differ.
 */
export async function acquireLease(db: Db, name: string, holder: string, forMs: number): Promise<boolean> {
  const until = sql`clock_timestamp() + ${forMs}::int * interval '1 millisecond'`
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

/** How long a lease that was taken for `forMs` has been held since it was last acquired, in seconds; null when nobody has it. */
export async function readLeaseAge(db: Db, name: string, forMs: number): Promise<number | null> {
  const takenAt = sql`${leases.until} - ${forMs}::int * interval '1 millisecond'`
  const [row] = await db
    .select({ age: sql<number>`extract(epoch from clock_timestamp() - (${takenAt}))::double precision` })
    .from(leases)
    .where(eq(leases.name, name))
  return row?.age ?? null
}

/** Releases a lease before its time. */
export async function releaseLease(db: Db, name: string, holder: string) {
  await db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)))
}
