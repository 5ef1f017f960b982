import { createHash, createHmac } from 'node:crypto'

/** The two signature headers over the exact body; source: packages/webhooks/lib/utils.ts. */
export function signWebhook(body: string, signingKey: string) {
  return {
    'X-Nango-Signature': createHash('sha256').update(`${signingKey}${body}`).digest('hex'),
    'X-Nango-Hmac-Sha256': createHmac('sha256', signingKey).update(body).digest('hex'),
  }
}
