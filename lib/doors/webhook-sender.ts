import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { openDatabase } from '@/lib/db/open'
import { fillOutbox } from '@/lib/db/outbox'
import { claimWebhooks, type OutgoingWebhook } from '@/lib/db/outgoing-webhooks'
import { log } from '@/lib/log'
import { openNango } from '@/lib/nango/client'
import { deliverWebhook } from '@/lib/use-cases/deliver-webhook'
import { DeskCtx } from '@/lib/use-cases/desk-ctx'

import { type Receiver, sendWebhook } from './send-webhook'

const everyMs = 1_000
/** Webhooks that one process has under way at the same time: a receiver that hangs holds up no more than these. */
const lanes = 4

/**
 * Sends webhooks about links to the receiver, in every process: each webhook is one process's at a time. The returned
 * call ends it when those under way are answered or given up waiting for.
 */
export const startWebhookSender = (receiver: Receiver): (() => Promise<void>) => {
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
