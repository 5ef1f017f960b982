import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx, StaffCtx } from '@/lib/ctx'

import { type Attempt, beginAgain, markDelivered, markRefused, type OutgoingWebhook } from './store/outgoing'
import type { SentWebhookState, SentWebhookView } from './view'

/** How long to wait after each attempt that failed; after one more it is given up. */
const waitsSeconds = [5, 30, 120, 600, 3_600, 21_600, 86_400]
/** Up to a fifth more, so that those which failed together do not come back together. */
const jitter = 0.2
/** The receiver's word that it wants no more of this: standardwebhooks.com, "Delivery attempts". */
const gone = 410

/** Sends a claimed webhook once and notes what came of it. A process that ends in between has it sent again by the next. */
export async function deliverWebhook(
  ctx: DeskCtx,
  webhook: OutgoingWebhook,
  send: (webhook: OutgoingWebhook) => Promise<Attempt>,
): Promise<void> {
  const attempt = await send(webhook)
  const { status } = attempt
  if (status !== null && status >= 200 && status < 300) return markDelivered(ctx.db, webhook.id, status)
  const waitSeconds = status === gone ? undefined : waitsSeconds[webhook.attempts - 1]
  const retryMs =
    waitSeconds === undefined ? null : Math.round(waitSeconds * 1_000 * (1 + Math.random() * jitter))
  await markRefused(ctx.db, webhook, attempt, { retryMs, at: ctx.now() })
}

/** Has a webhook sent again, with all its attempts and the same id. Admins only. */
export async function sendWebhookAgain(ctx: StaffCtx, id: string): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const isBegun = await beginAgain(ctx.db, id, { actorId: ctx.actor.id, at: ctx.now() })
  return isBegun ? succeed(null) : fail({ code: 'webhook_not_found' })
}

/** A webhook of the outbox, as admins see it. */
export function toSentWebhookView(webhook: OutgoingWebhook): SentWebhookView {
  return {
    id: webhook.id,
    createdAt: webhook.createdAt.toISOString(),
    type: webhook.type,
    linkId: webhook.linkId,
    attempts: webhook.attempts,
    lastAnswer: answerOf(webhook),
    state: stateOf(webhook),
    nextAttemptAt: webhook.nextAttemptAt?.toISOString() ?? null,
  }
}

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
