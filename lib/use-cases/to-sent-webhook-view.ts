import 'server-only'
import type { SentWebhookState, SentWebhookView } from '@/lib/core/sent-webhook'
import type { OutgoingWebhook } from '@/lib/db/outgoing-webhooks'

/** A webhook of the outbox, as admins see it. */
export const toSentWebhookView = (webhook: OutgoingWebhook): SentWebhookView => ({
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
