import 'server-only'
import { lt, sql } from 'drizzle-orm'
import { z } from 'zod'

import { minuteMs } from '@/lib/core/time'
import { requestAddress } from '@/lib/log'
import { settings } from '@/lib/settings/env'

import { type Db, openDatabase } from './open'
import { type Places, prepared } from './prepared'
import { rateCounts } from './schema-tools'

/** What is left of so many in a window, a minute unless another one was asked for, after this one was consumed. */
export type Allowance = {
  limit: number
  remaining: number
  /** Seconds until all of it is there again; at least 1. */
  resetSeconds: number
  /** More was consumed than there is. */
  isSpent: boolean
}

const Taken = z.object({ count: z.number(), leftMs: z.number() })

const isOver = sql`${rateCounts.endsAt} <= clock_timestamp()`

type Counted = { subject: string; windowMs: number }

const countOne = prepared('allowance', (db, { subject, windowMs }: Places<Counted>) =>
  db
    .insert(rateCounts)
    .values({
      subject,
      count: 1,
      endsAt: sql`clock_timestamp() + ${windowMs}::int * interval '1 millisecond'`,
    })
    .onConflictDoUpdate({
      target: rateCounts.subject,
      set: {
        count: sql`case when ${isOver} then 1 else ${rateCounts.count} + 1 end`,
        endsAt: sql`case when ${isOver} then excluded.ends_at else ${rateCounts.endsAt} end`,
      },
    })
    .returning({
      count: rateCounts.count,
      leftMs: sql`(extract(epoch from ${rateCounts.endsAt} - clock_timestamp()) * 1000)::int`,
    }),
)

/**
 * Consumes one of `limit` that a subject, such as `key key_…`, has in a window. A window begins with its first use, on the
 * database's clock, and is shared by all processes.
 */
export async function consumeAllowance(
  db: Db,
  subject: string,
  limit: number,
  windowMs = minuteMs,
): Promise<Allowance> {
  const [row] = await countOne(db, { subject, windowMs })
  const { count, leftMs } = Taken.parse(row)
  return {
    limit,
    remaining: Math.max(0, limit - count),
    resetSeconds: Math.max(1, Math.ceil(leftMs / 1000)),
    isSpent: count > limit,
  }
}

/** Forgets the counts of windows that are over. */
export async function forgetAllowances(db: Db) {
  await db.delete(rateCounts).where(lt(rateCounts.endsAt, sql`clock_timestamp()`))
}

/** Far above what an office does at nine o'clock, or a company's mail scanners, and a bound on what a stranger makes others do. */
const mostBegun = 1_000

/**
 * Counts a try of somebody who is nobody yet against the address that it came from. Each kind has a count of its own,
 * and a spent one stops no more than its kind: behind one address there may be a whole office, or everybody.
 */
export async function consumeAddressAllowance(
  what:
    | 'bad key'
    | 'bad metrics token'
    | 'sign-in begun'
    | 'sign-in refused'
    | 'customer page'
    | 'customer form'
    | 'customer question',
) {
  const { db } = await openDatabase()
  const isOfMany = ['sign-in begun', 'customer page', 'customer question'].includes(what)
  const limit = isOfMany ? mostBegun : settings().rateLimits.perAddress
  return consumeAllowance(db, `${what} ${requestAddress() ?? 'unknown'}`, limit)
}
