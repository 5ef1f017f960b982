import 'server-only'
import { Nango as Sdk } from '@nangohq/node'

import type { Nango } from './client'

/**
 * Whether one of the signing keys signed exactly this body (HMAC-SHA256, header `X-Nango-Hmac-Sha256`); during a rotation
 * two are in use. Source: packages/webhooks/lib/utils.ts.
 */
export function isSignedByNango(nango: Nango, rawBody: string, headers: Headers): boolean {
  return nango.webhookSigningKeys.some((webhookSigningKey) => {
    const sdk = new Sdk({ apiKey: 'not used to verify', host: nango.host, webhookSigningKey })
    try {
      return sdk.verifyIncomingWebhookRequest(rawBody, Object.fromEntries(headers))
    } catch {
      // A signature of strange characters: the SDK compares bytes of different lengths.
      return false
    }
  })
}
