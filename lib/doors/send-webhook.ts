import 'server-only'
import { Webhook } from 'standardwebhooks'

import type { Attempt, OutgoingWebhook } from '@/lib/db/outgoing-webhooks'

export type Receiver = { url: string; secrets: string[] }

/** How long a receiver may take to answer. */
const answerMs = 10_000

/**
 * Posts a webhook to its receiver, signed with each secret (https://www.standardwebhooks.com). Redirects are not
 * followed and the answer's body is not read. Never throws.
 */
export const sendWebhook = async (
  { url, secrets }: Receiver,
  { id, body }: Pick<OutgoingWebhook, 'id' | 'body'>,
  patienceMs = answerMs,
): Promise<Attempt> => {
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
