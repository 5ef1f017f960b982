import 'server-only'
import { claimDueWebhooks, deliverWebhook, type Receiver } from '@/lib/webhooks/deliver'

import { startSender } from './sender'

/** Sends webhooks about links to the receiver, in every process. The returned call ends it in peace. */
export function startWebhookSender(receiver: Receiver, everyMs = 1_000): () => Promise<void> {
  return startSender({
    name: 'webhooks',
    everyMs,
    claim: claimDueWebhooks,
    deliver: (ctx, webhook) => deliverWebhook(ctx, receiver, webhook),
  })
}
