import 'server-only'
import { Webhook } from 'standardwebhooks'

import { canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { jittered } from '@/lib/core/time'
import type { DeskCtx, StaffCtx } from '@/lib/ctx'
import { metrics } from '@/lib/telemetry/metrics'

import { closeOutbox, fillOutbox } from './store/outbox'
import {
  type Attempt,
  beginAgain,
  claimWebhooks,
  markDelivered,
  markRefused,
  type OutgoingWebhook,
} from './store/outgoing'

export type Receiver = { url: string; secrets: string[] }

/** How long a receiver may take to answer. */
const answerMs = 10_000

/**
 * Posts a webhook to its receiver, signed with each secret (https://www.standardwebhooks.com). Redirects are not
 * followed and the answer's body is not read. Never throws.
 */
export async function sendWebhook(
  { url, secrets }: Receiver,
  { id, body }: Pick<OutgoingWebhook, 'id' | 'body'>,
  patienceMs = answerMs,
): Promise<Attempt> {
  const now = new Date()
  const payload = JSON.stringify(body)
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, now, payload))
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Connect-Desk',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': signatures.join(' '),
      },
      body: payload,
    })
    await answer.body?.cancel().catch(() => null)
    return { status: answer.status, fault: null }
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError'
    return { status: null, fault: isTimeout ? 'timeout' : 'unreachable' }
  }
}

/** How long to wait after each attempt that failed; after one more it is given up. */
const waitsSeconds = [5, 30, 120, 600, 3_600, 21_600, 86_400]
/** The receiver's word that it wants no more of this: standardwebhooks.com, "Delivery attempts". */
const gone = 410

/** At most `limit` webhooks that are due. Until they are delivered, or for a minute, no other process gets them. */
export async function claimDueWebhooks({ db }: DeskCtx, limit: number): Promise<OutgoingWebhook[]> {
  await fillOutbox(db)
  return claimWebhooks(db, limit)
}

/** Without a receiver nothing is sent: what waits is given up, and a later receiver gets no history. */
export function abandonWebhooks({ db }: DeskCtx): Promise<void> {
  return closeOutbox(db)
}

/** Sends a claimed webhook once and records the outcome. A process that ends in between has it sent again by the next. */
export async function deliverWebhook(
  ctx: DeskCtx,
  receiver: Receiver,
  webhook: OutgoingWebhook,
): Promise<void> {
  const attempt = await sendWebhook(receiver, webhook)
  const { status } = attempt
  if (status !== null && status >= 200 && status < 300) {
    metrics()?.webhooksSent.inc({ result: 'delivered' })
    return markDelivered(ctx.db, webhook.id, status)
  }
  const waitSeconds = status === gone ? undefined : waitsSeconds[webhook.attempts - 1]
  const retryMs = waitSeconds === undefined ? null : jittered(waitSeconds * 1_000)
  metrics()?.webhooksSent.inc({ result: retryMs === null ? 'given_up' : 'refused' })
  await markRefused(ctx.db, webhook, attempt, { retryMs, at: ctx.now() })
}

/** Has a webhook sent again, with all its attempts and the same id. Admins only. */
export async function sendWebhookAgain(ctx: StaffCtx, id: string): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const isBegun = await beginAgain(ctx.db, id, { actorId: ctx.actor.id, at: ctx.now() })
  return isBegun ? succeed(null) : fail({ code: 'webhook_not_found' })
}
