import 'server-only'
import { count, isNotNull, sql } from 'drizzle-orm'

import type { Db } from '../open'
import { mails } from '../schema-handoff'
import { outgoingWebhooks } from '../schema-tools'

const outboxes = { mails, webhooks: outgoingWebhooks }

/** How many rows of an outbox wait to be sent, counted up to `limit`, and how long the oldest of these has, in seconds. */
export async function measureWaiting(
  db: Db,
  name: keyof typeof outboxes,
  limit: number,
): Promise<{ waiting: number; oldestSeconds: number }> {
  const outbox = outboxes[name]
  const waiting = db
    .$with('waiting')
    .as(
      db
        .select({ createdAt: outbox.createdAt })
        .from(outbox)
        .where(isNotNull(outbox.nextAttemptAt))
        .limit(limit),
    )
  const age = sql<number>`extract(epoch from clock_timestamp() - min(${waiting.createdAt}))::double precision`
  const [row] = await db.with(waiting).select({ n: count(), age }).from(waiting)
  return { waiting: row?.n ?? 0, oldestSeconds: Math.max(0, row?.age ?? 0) }
}
