import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { Webhook } from 'standardwebhooks'

import { DeskCtx } from '@/lib/ctx'
import { openDatabase } from '@/lib/db/open'
import { log } from '@/lib/log'
import { openNango } from '@/lib/nango/client'
import { deliverWebhook } from '@/lib/webhooks/deliver'
import { fillOutbox } from '@/lib/webhooks/store/outbox'
import { type Attempt, claimWebhooks, type OutgoingWebhook } from '@/lib/webhooks/store/outgoing'

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

const everyMs = 1_000
/** Webhooks that one process has under way at the same time: a receiver that hangs holds up no more than these. */
const lanes = 4

/**
 * Sends webhooks about links to the receiver, in every process: each webhook is one process's at a time. The returned
 * call ends it when those under way are answered or given up waiting for.
 */
export function startWebhookSender(receiver: Receiver): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const underWay = new Set<Promise<void>>()

  const deliver = (ctx: DeskCtx, webhook: OutgoingWebhook) => {
    const delivered = deliverWebhook(ctx, webhook, (one) => sendWebhook(receiver, one))
      .catch((error: unknown) =>
        log().error({ err: error, webhook: webhook.id }, 'a webhook could not be noted'),
      )
      .finally(() => underWay.delete(delivered))
    underWay.add(delivered)
  }

  const takeDue = async () => {
    const { db } = await openDatabase()
    const ctx = new DeskCtx({ db, nango: openNango(), now: () => new Date() })
    await fillOutbox(db)
    for (const webhook of await claimWebhooks(db, lanes - underWay.size)) deliver(ctx, webhook)
  }

  const work = async () => {
    while (!signal.aborted) {
      await takeDue().catch((error: unknown) => log().error({ err: error }, 'webhooks could not be sent'))
      if (underWay.size === lanes) await Promise.race(underWay)
      else await wait(everyMs, undefined, { signal, ref: false }).catch(() => null)
    }
  }

  const worked = work()
  return async () => {
    stopping.abort()
    await worked
    await Promise.all(underWay)
  }
}
