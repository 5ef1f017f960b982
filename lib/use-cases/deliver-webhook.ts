import 'server-only'
import { type Attempt, noteDelivered, noteRefused, type OutgoingWebhook } from '@/lib/db/outgoing-webhooks'

import type { DeskCtx } from './desk-ctx'

/** How long to wait after each attempt that failed; after one more it is given up. */
const waitsSeconds = [5, 30, 120, 600, 3_600, 21_600, 86_400]
/** Up to a fifth more, so that those which failed together do not come back together. */
const jitter = 0.2
/** The receiver's word that it wants no more of this: standardwebhooks.com, "Delivery attempts". */
const gone = 410

/** Sends a claimed webhook once and notes what came of it. A process that ends in between has it sent again by the next. */
export const deliverWebhook = async (
  ctx: DeskCtx,
  webhook: OutgoingWebhook,
  send: (webhook: OutgoingWebhook) => Promise<Attempt>,
): Promise<void> => {
  const attempt = await send(webhook)
  const { status } = attempt
  if (status !== null && status >= 200 && status < 300) return noteDelivered(ctx.db, webhook.id, status)
  const waitSeconds = status === gone ? undefined : waitsSeconds[webhook.attempts - 1]
  const retryMs =
    waitSeconds === undefined ? null : Math.round(waitSeconds * 1_000 * (1 + Math.random() * jitter))
  await noteRefused(ctx.db, webhook, attempt, { retryMs, at: ctx.now() })
}
