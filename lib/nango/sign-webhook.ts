import 'server-only'
import { createHmac } from 'node:crypto'

/** The header that Nango signs a webhook with, over its exact body; packages/webhooks/lib/utils.ts. */
export function signAsNango(signingKey: string, body: string) {
  return { 'X-Nango-Hmac-Sha256': createHmac('sha256', signingKey).update(body).digest('hex') }
}
