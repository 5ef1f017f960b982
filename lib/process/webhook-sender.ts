import 'server-only'
import { minuteMs } from '@/lib/core/time'
import { DeskCtx } from '@/lib/ctx'
import { openDatabase } from '@/lib/db/open'
import { log } from '@/lib/log'
import { openNango } from '@/lib/nango/client'
import { claimDueWebhooks, deliverWebhook, type Receiver } from '@/lib/webhooks/deliver'

import { startLoop } from './loop'

/** Webhooks that one process has under way at the same time: a receiver that hangs holds up no more than these. */
const lanes = 4

/**
 * Sends webhooks about links to the receiver, in every process: each webhook is one process's at a time. The returned
 * call ends it when those under way are answered or given up waiting for.
 */
export function startWebhookSender(receiver: Receiver, everyMs = 1_000): () => Promise<void> {
  const underWay = new Set<Promise<void>>()

  const sendDue = async () => {
    const { db } = await openDatabase()
    const ctx = new DeskCtx({ db, nango: openNango(), now: () => new Date() })
    for (const webhook of await claimDueWebhooks(ctx, lanes - underWay.size)) {
      const delivered = deliverWebhook(ctx, receiver, webhook)
        .catch((error: unknown) =>
          log().error({ err: error, webhook: webhook.id }, 'a webhook could not be noted'),
        )
        .finally(() => underWay.delete(delivered))
      underWay.add(delivered)
    }
  }

  const turn = async () => {
    await sendDue()
    if (underWay.size === lanes) await Promise.race(underWay)
  }

  const end = startLoop({ name: 'webhooks', everyMs, mostMs: minuteMs, turn })
  return async () => {
    await end()
    await Promise.all(underWay)
  }
}
