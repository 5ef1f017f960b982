import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import { measureWaiting } from '@/lib/db/outbox/measure-waiting'

import { flushRefusedWebhooks } from './count-refused'
import { countRefusedWebhooks, listDeliveries, pruneDeliveries, type StoredDelivery } from './store/incoming'
import { countOutgoing, listOutgoing, type OutgoingWebhook, pruneOutgoing } from './store/outgoing'
import { type DeliveryView, type SentWebhookState, type SentWebhookView, type WebhookStatus } from './view'
import { webhookOutcomeWords } from './words'

const mostShown = 20

/** The last webhooks both ways, newest first, and how many of the last 24 hours bore no signature that fits. */
export async function readWebhookStatus({ db, now }: DeskCtx): Promise<WebhookStatus> {
  await flushRefusedWebhooks()
  const [deliveries, refusedWebhooks, counts, sent] = await Promise.all([
    listDeliveries(db, mostShown),
    countRefusedWebhooks(db, now()),
    countOutgoing(db),
    listOutgoing(db, mostShown),
  ])
  return {
    deliveries: deliveries.map(toDeliveryView),
    refusedWebhooks,
    outgoing: { ...counts, webhooks: sent.map(toSentWebhookView) },
  }
}

/** How much waits for the receiver, and how long, as `measureWaiting` counts it. */
export function readOutbox({ db }: DeskCtx, most: number) {
  return measureWaiting(db, 'webhooks', most)
}

/** Forgets webhooks both ways from before an instant; one that still waits for the receiver stays. */
export async function pruneWebhooks({ db }: DeskCtx, before: Date): Promise<void> {
  while ((await pruneDeliveries(db, before)) > 0);
  while ((await pruneOutgoing(db, before)) > 0);
}

const outcomeWords: Record<string, string> = webhookOutcomeWords

const toDeliveryView = ({ id, receivedAt, success, ...delivery }: StoredDelivery): DeliveryView => ({
  id,
  receivedAt: receivedAt.toISOString(),
  type: delivery.type,
  operation: delivery.operation,
  isSuccess: success,
  integrationKey: delivery.integrationKey,
  outcome: outcomeWords[delivery.outcome] ?? delivery.outcome,
})

/** A webhook of the outbox, as admins see it. */
const toSentWebhookView = (webhook: OutgoingWebhook): SentWebhookView => ({
  id: webhook.id,
  createdAt: webhook.createdAt.toISOString(),
  type: webhook.type,
  linkId: webhook.linkId,
  attempts: webhook.attempts,
  lastAnswer: answerOf(webhook),
  state: stateOf(webhook),
  nextAttemptAt: webhook.nextAttemptAt?.toISOString() ?? null,
})

const faultWords: Record<string, string> = {
  timeout: 'No answer within 10 seconds',
  unreachable: 'Could not be reached',
}

const answerOf = ({ lastStatus, lastFault }: OutgoingWebhook) => {
  if (lastStatus !== null) return `Answered ${lastStatus}`
  return lastFault === null ? null : (faultWords[lastFault] ?? lastFault)
}

const stateOf = ({ deliveredAt, nextAttemptAt }: OutgoingWebhook): SentWebhookState => {
  if (deliveredAt) return 'delivered'
  return nextAttemptAt ? 'waiting' : 'given_up'
}
