import 'server-only'
import { and, count, isNotNull, type SQL, sql } from 'drizzle-orm'

import type { Db } from '../open'
import { mails } from '../schema-handoff'
import { outgoingWebhooks } from '../schema-tools'

const outboxes = { mails, webhooks: outgoingWebhooks }

/**
 * How many rows of an outbox wait to be sent, counted up to `limit`, and how long the oldest of these has, in seconds. Of `those`,
 * where only some count.
 */
export async function measureWaiting(
  db: Db,
  name: keyof typeof outboxes,
  limit: number,
  those?: SQL,
): Promise<{ waiting: number; oldestSeconds: number }> {
  const outbox = outboxes[name]
  const waiting = db.$with('waiting').as(
    db
      .select({ createdAt: outbox.createdAt })
      .from(outbox)
      .where(and(isNotNull(outbox.nextAttemptAt), those))
      .limit(limit),
  )
  const age = sql<number>`extract(epoch from clock_timestamp() - min(${waiting.createdAt}))::double precision`
  const [row] = await db.with(waiting).select({ n: count(), age }).from(waiting)
  return { waiting: row?.n ?? 0, oldestSeconds: Math.max(0, row?.age ?? 0) }
}
