import 'server-only'
import { asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'

import { hourMs } from '@/lib/core/time'
import type { Db } from '@/lib/db/open'
import { refusedWebhooks } from '@/lib/db/schema-late'
import { webhookDeliveries } from '@/lib/db/schema-tools'
import type { NangoWebhook } from '@/lib/nango/webhook'
import type { WebhookOutcome } from '@/lib/webhooks/words'

type Delivery = {
  receivedAt: Date
  bodyHash: string
  webhook: NangoWebhook | null
  linkId: string | null
  outcome: WebhookOutcome
}

/** Keeps that a webhook came, for the status page. */
export async function recordDelivery(db: Db, { webhook, ...delivery }: Delivery) {
  await db.insert(webhookDeliveries).values({ ...delivery, ...toColumns(webhook ?? { type: 'unknown' }) })
}

const toColumns = (webhook: Pick<NangoWebhook, 'type'> & Partial<NangoWebhook>) => ({
  type: webhook.type,
  operation: webhook.operation,
  success: webhook.success,
  integrationKey: webhook.providerConfigKey,
  connectionId: webhook.connectionId,
})

/** Whether the very same body came before: Nango repeats a delivery byte for byte, and so does a replay. */
export async function wasDelivered(db: Db, bodyHash: string): Promise<boolean> {
  const rows = await db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.bodyHash, bodyHash))
    .limit(1)
  return rows.length > 0
}

export type StoredDelivery = Omit<typeof webhookDeliveries.$inferSelect, 'bodyHash'>

/** The newest deliveries, newest first. */
export function listDeliveries(db: Db, limit: number): Promise<StoredDelivery[]> {
  return db.select().from(webhookDeliveries).orderBy(desc(webhookDeliveries.id)).limit(limit)
}

/** Whole hours that are counted together. */
const shownHours = 24

const hourOf = (at: Date, ago = 0) => new Date((Math.floor(at.getTime() / hourMs) - ago) * hourMs)

/** Adds to this hour's count of webhooks whose signature did not fit, and forgets hours that nobody is shown any more. */
export async function addRefusedWebhooks(db: Db, count: number, at: Date) {
  await db
    .insert(refusedWebhooks)
    .values({ hour: hourOf(at), count })
    .onConflictDoUpdate({
      target: refusedWebhooks.hour,
      set: { count: sql`least(${refusedWebhooks.count}::bigint + ${count}, 2000000000)` },
    })
  await db.delete(refusedWebhooks).where(lt(refusedWebhooks.hour, hourOf(at, 2 * shownHours)))
}

/** How many came in the last 24 hours, in whole hours. */
export async function countRefusedWebhooks(db: Db, at: Date): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`coalesce(sum(${refusedWebhooks.count}), 0)::double precision` })
    .from(refusedWebhooks)
    .where(gte(refusedWebhooks.hour, hourOf(at, shownHours - 1)))
  return row?.count ?? 0
}

/** Rows deleted in one transaction. */
const mostAtOnce = 10_000

/** Deletes webhook deliveries from before an instant, at most 10,000 of them. Returns how many. */
export async function pruneDeliveries(db: Db, before: Date): Promise<number> {
  const old = db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(lt(webhookDeliveries.receivedAt, before))
    .orderBy(asc(webhookDeliveries.receivedAt))
    .limit(mostAtOnce)
  const gone = await db
    .delete(webhookDeliveries)
    .where(inArray(webhookDeliveries.id, old))
    .returning({ id: webhookDeliveries.id })
  return gone.length
}
