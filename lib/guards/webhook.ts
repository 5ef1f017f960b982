import 'server-only'
import { createHash } from 'node:crypto'

import { parseJson, walkJson } from '@/lib/core/json'
import { isStorable } from '@/lib/core/text'
import { DeskCtx } from '@/lib/ctx'
import { openDatabase } from '@/lib/db/open'
import { log } from '@/lib/log'
import { isSignedByNango, openNango } from '@/lib/nango/client'
import { metrics } from '@/lib/telemetry/metrics'
import { countRefusedWebhook } from '@/lib/webhooks/count-refused'
import type { SignedWebhook } from '@/lib/webhooks/receive'
import type { WebhookOutcome } from '@/lib/webhooks/words'

import { bodyLimits, readBody } from './body'

/** Nango sends again only after a 5xx. */
const statuses: Partial<Record<WebhookOutcome, number>> = { early: 503, failed: 503 }

/**
 * The guard of Nango's webhooks: size, signature over the raw body, then the work. Nothing is read or written for a
 * stranger, but that there was one, counted together with others; a fault of ours is a 503, which Nango answers by sending again.
 */
export async function receiveAsNango(
  request: Request,
  work: (ctx: DeskCtx, webhook: SignedWebhook) => Promise<WebhookOutcome>,
): Promise<Response> {
  const nango = openNango()
  if (nango.webhookSigningKeys.length === 0) return answer(503, 'NANGO_WEBHOOK_SIGNING_KEY is not set.')
  const raw = await readBody(request, bodyLimits.webhook)
  if (raw === null) return refuse('too_large', 413, 'The body is too large.')
  if (!isSignedByNango(nango, raw, request.headers)) {
    countRefusedWebhook()
    return refuse('unsigned', 401, 'The signature is not valid.')
  }
  try {
    const { db } = await openDatabase()
    const ctx = new DeskCtx({ db, nango, now: () => new Date() })
    const bodyHash = createHash('sha256').update(raw).digest('hex')
    const outcome = await work(ctx, { body: toBody(raw), bodyHash })
    metrics()?.webhooksReceived.inc({ outcome })
    return answer(statuses[outcome] ?? 200, outcome)
  } catch (error) {
    log().error({ err: error }, 'a webhook could not be taken')
    return refuse('fault', 503, 'Connect Desk cannot take this now.')
  }
}

/** The body, or null when it is no JSON or says what no database can keep: then it is a webhook about nothing. */
const toBody = (text: string): unknown => {
  const json = parseJson(text)
  if (json === undefined) return null
  for (const { path, value } of walkJson(json))
    if (!isStorable(path.at(-1) ?? '') || (typeof value === 'string' && !isStorable(value))) return null
  return json
}

const refuse = (outcome: 'too_large' | 'unsigned' | 'fault', status: number, message: string) => {
  metrics()?.webhooksReceived.inc({ outcome })
  return answer(status, message)
}

const answer = (status: number, message: string) => Response.json({ message }, { status })
