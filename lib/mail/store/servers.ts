import 'server-only'
import { and, eq, gt, lt, lte, sql } from 'drizzle-orm'

import { later } from '@/lib/db/leases'
import type { Db } from '@/lib/db/open'
import { mailServers } from '@/lib/db/schema-handoff'

import { MailFault } from '../schema'

/** The first wait after a failure, doubled with each one more, and the longest. */
const firstWaitMs = 5_000
const longestWaitMs = 300_000
/** While one mail tries whether it works again, no other does. */
const probeMs = 120_000

/**
 * How many of the mails that are due a server may be given now: `most` while all is well, one after each wait while it is
 * not, none where none is due.
 */
export async function allowAttempts(db: Db, server: string, most: number): Promise<number> {
  const [row] = await db
    .select({
      isDue: sql<boolean>`exists (select 1 from mails where next_attempt_at <= clock_timestamp())`,
      failures: sql<number>`coalesce((select failures from mail_servers where server = ${server}), 0)`,
    })
    .from(sql`(values (1)) as one`)
  if (!row?.isDue) return 0
  if (row.failures === 0) return most
  const probing = await db
    .update(mailServers)
    .set({ blockedUntil: later(probeMs) })
    .where(and(eq(mailServers.server, server), lte(mailServers.blockedUntil, sql`clock_timestamp()`)))
    .returning({ server: mailServers.server })
  return Math.min(most, probing.length)
}

type Failure = {
  fault: MailFault
  answer: string | null
  /** When the attempt began that failed, on the database's clock: those that fail together count once. */
  begunAt: Date
}

/** Nothing can be sent through a server. */
export async function countFailure(db: Db, server: string, { fault, answer, begunAt }: Failure) {
  const now = sql`clock_timestamp()`
  const waitMs = sql`least(${longestWaitMs}::double precision, ${firstWaitMs} * power(2, least(${mailServers.failures}, 20)))`
  const said = { fault, answer, failedAt: now }
  await db
    .insert(mailServers)
    .values({ server, failures: 1, failingSince: now, blockedUntil: later(firstWaitMs), ...said })
    .onConflictDoUpdate({
      target: mailServers.server,
      set: {
        failures: sql`${mailServers.failures} + 1`,
        failingSince: sql`coalesce(${mailServers.failingSince}, clock_timestamp())`,
        blockedUntil: sql`clock_timestamp() + ${waitMs} * interval '1 millisecond'`,
        ...said,
      },
      setWhere: lt(mailServers.failedAt, begunAt),
    })
}

/** A server answered as it should. */
export async function clearFailures(tx: Db, server: string) {
  await tx
    .update(mailServers)
    .set({ failures: 0, failingSince: null, blockedUntil: null, fault: null, answer: null })
    .where(and(eq(mailServers.server, server), gt(mailServers.failures, 0)))
}

/** Lets a server be asked at once: somebody may have mended it, or the mail that was to try it did not ask it. */
export async function unblock(db: Db, server: string) {
  await db
    .update(mailServers)
    .set({ blockedUntil: sql`clock_timestamp()` })
    .where(and(eq(mailServers.server, server), gt(mailServers.failures, 0)))
}

/** What keeps a server from taking mails, and since when; null where nothing does. */
export async function findTrouble(
  db: Db,
  server: string,
): Promise<{ fault: MailFault; answer: string | null; since: Date } | null> {
  const [row] = await db.select().from(mailServers).where(eq(mailServers.server, server))
  const fault = MailFault.safeParse(row?.fault).data
  return row?.failingSince && fault ? { fault, answer: row.answer, since: row.failingSince } : null
}
