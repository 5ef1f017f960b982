import 'server-only'
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'

import { type NewEvent, recordEvent } from '@/lib/audit/record'
import { later } from '@/lib/db/leases'
import type { Db } from '@/lib/db/open'
import { outgoingWebhooks } from '@/lib/db/schema-tools'

export type OutgoingWebhook = typeof outgoingWebhooks.$inferSelect

/** What came of one attempt: the receiver's status, or why there was none. */
export type Attempt = { status: number | null; fault: 'timeout' | 'unreachable' | null }

/** An attempt that is not recorded after this was cut off, and is repeated. */
export const claimMs = 60_000

/** Claims at most `limit` webhooks whose time has come; no other process gets them until they are recorded or the claim ends. */
export function claimWebhooks(db: Db, limit: number): Promise<OutgoingWebhook[]> {
  const due = db.$with('due').as(
    db
      .select({ id: outgoingWebhooks.id })
      .from(outgoingWebhooks)
      .where(lte(outgoingWebhooks.nextAttemptAt, sql`now()`))
      .orderBy(asc(outgoingWebhooks.nextAttemptAt), asc(outgoingWebhooks.id))
      .limit(limit)
      .for('update', { skipLocked: true }),
  )
  return db
    .with(due)
    .update(outgoingWebhooks)
    .set({
      attempts: sql`${outgoingWebhooks.attempts} + 1`,
      lastAttemptAt: sql`clock_timestamp()`,
      nextAttemptAt: later(claimMs),
    })
    .where(inArray(outgoingWebhooks.id, db.select({ id: due.id }).from(due)))
    .returning()
}

/** The receiver took it, whatever other attempts may say. */
export async function markDelivered(db: Db, id: string, status: number) {
  await db
    .update(outgoingWebhooks)
    .set({ deliveredAt: sql`now()`, nextAttemptAt: null, lastStatus: status, lastFault: null })
    .where(and(eq(outgoingWebhooks.id, id), isNull(outgoingWebhooks.deliveredAt)))
}

/** The receiver did not take it. It is tried again after `retryMs`, or never: then an event says so. */
export function markRefused(
  db: Db,
  { id, attempts, linkId }: OutgoingWebhook,
  { status, fault }: Attempt,
  { retryMs, at }: { retryMs: number | null; at: Date },
): Promise<void> {
  return db.transaction(async (tx) => {
    const marked = await tx
      .update(outgoingWebhooks)
      .set({
        nextAttemptAt: retryMs === null ? null : later(retryMs),
        lastStatus: status,
        lastFault: fault,
      })
      .where(
        and(
          eq(outgoingWebhooks.id, id),
          eq(outgoingWebhooks.attempts, attempts),
          isNull(outgoingWebhooks.deliveredAt),
        ),
      )
      .returning({ id: outgoingWebhooks.id })
    if (marked.length === 0 || retryMs !== null) return
    const facts = { message: id, status, fault }
    await recordEvent(tx, { at, kind: 'webhook.given_up', actorId: null, linkId, facts })
  })
}

/** Begins anew with a webhook, whether it was delivered, given up or waits. False when it is not known any more. */
export function beginAgain(db: Db, id: string, by: Pick<NewEvent, 'actorId' | 'at'>): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [begun] = await tx
      .update(outgoingWebhooks)
      .set({ attempts: 0, nextAttemptAt: sql`now()`, deliveredAt: null })
      .where(eq(outgoingWebhooks.id, id))
      .returning({ linkId: outgoingWebhooks.linkId })
    if (!begun) return false
    await recordEvent(tx, { ...by, kind: 'webhook.sent_again', ...begun, facts: { message: id } })
    return true
  })
}

/** The newest webhooks, newest first. */
export function listOutgoing(db: Db, limit: number): Promise<OutgoingWebhook[]> {
  return db
    .select()
    .from(outgoingWebhooks)
    .orderBy(desc(outgoingWebhooks.createdAt), desc(outgoingWebhooks.id))
    .limit(limit)
}

/** How many wait for the receiver, and how many were given up and are still kept. */
export async function countOutgoing(db: Db): Promise<{ waiting: number; givenUp: number }> {
  const isOver = isNull(outgoingWebhooks.nextAttemptAt)
  const [waiting, givenUp] = await Promise.all([
    db.select({ n: count() }).from(outgoingWebhooks).where(isNotNull(outgoingWebhooks.nextAttemptAt)),
    db
      .select({ n: count() })
      .from(outgoingWebhooks)
      .where(and(isOver, isNull(outgoingWebhooks.deliveredAt))),
  ])
  return { waiting: waiting[0]?.n ?? 0, givenUp: givenUp[0]?.n ?? 0 }
}

/** Rows deleted in one transaction. */
const mostAtOnce = 10_000

/** Deletes webhooks that the desk sent or gave up from before an instant, at most 10,000 of them. Returns how many. */
export async function pruneOutgoing(db: Db, before: Date): Promise<number> {
  const old = db
    .select({ id: outgoingWebhooks.id })
    .from(outgoingWebhooks)
    .where(and(lt(outgoingWebhooks.createdAt, before), isNull(outgoingWebhooks.nextAttemptAt)))
    .limit(mostAtOnce)
  const gone = await db
    .delete(outgoingWebhooks)
    .where(inArray(outgoingWebhooks.id, old))
    .returning({ id: outgoingWebhooks.id })
  return gone.length
}
