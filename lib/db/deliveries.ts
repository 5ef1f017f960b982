import 'server-only'
import { desc, eq } from 'drizzle-orm'

import type { NangoWebhook, WebhookOutcome } from '@/lib/core/nango-webhook'

import type { Db } from './open'
import { webhookDeliveries } from './schema'

export type Delivery = {
  receivedAt: Date
  bodyHash: string
  webhook: NangoWebhook | null
  linkId: string | null
  outcome: WebhookOutcome
}

/** Keeps that a webhook came, for the status page. */
export const recordDelivery = async (db: Db, { webhook, ...delivery }: Delivery) => {
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
export const wasDelivered = async (db: Db, bodyHash: string): Promise<boolean> => {
  const rows = await db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.bodyHash, bodyHash))
    .limit(1)
  return rows.length > 0
}

export type StoredDelivery = Omit<typeof webhookDeliveries.$inferSelect, 'bodyHash'>

/** The newest deliveries, newest first. */
export const listDeliveries = (db: Db, limit: number): Promise<StoredDelivery[]> =>
  db.select().from(webhookDeliveries).orderBy(desc(webhookDeliveries.id)).limit(limit)
