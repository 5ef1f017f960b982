import 'server-only'
import { linkTag } from '@/lib/core/customer-fields'
import { LinkId } from '@/lib/core/ids'
import type { DeskCtx } from '@/lib/ctx'
import { checkClaim } from '@/lib/links/record-connections'
import { checkRefresh, recordFailedAttempt } from '@/lib/links/record-failures'
import { suspectWebhook } from '@/lib/links/suspect'
import { NangoWebhook, testWebhookType } from '@/lib/nango/webhook'

import { recordDelivery, wasDelivered } from './store/incoming'
import type { WebhookOutcome } from './words'

/** A webhook whose signature was good. `bodyHash` names its exact bytes. */
export type SignedWebhook = { body: unknown; bodyHash: string }

/**
 * Takes a webhook as a hint to check: its signature does not prove that Nango wrote it, and it may come twice, late or out
 * of order. What is true is read back from Nango.
 */
export async function receiveWebhook(ctx: DeskCtx, signed: SignedWebhook): Promise<WebhookOutcome> {
  const webhook = NangoWebhook.safeParse(signed.body).data ?? null
  // Our own: a list of what Nango sends has no place for it.
  if (webhook?.type === testWebhookType) return 'ignored'
  const linkId = LinkId.safeParse(webhook?.tags[linkTag]).data ?? null
  const isRepeated = await wasDelivered(ctx.db, signed.bodyHash)
  const outcome = await act(ctx, { webhook, linkId, isRepeated })
  const receivedAt = ctx.now()
  await recordDelivery(ctx.db, { receivedAt, bodyHash: signed.bodyHash, webhook, linkId, outcome })
  return outcome
}

type Hint = { webhook: NangoWebhook | null; linkId: string | null; isRepeated: boolean }

const act = async (ctx: DeskCtx, { webhook, linkId, isRepeated }: Hint): Promise<WebhookOutcome> => {
  if (webhook?.type !== 'auth') return 'ignored'
  // Two failures of one connection are reported byte for byte the same, so a repeated one may say something new.
  if (webhook.operation === 'refresh') return checkRefresh(ctx, webhook)
  if (webhook.success === false) return recordFailedAttempt(ctx, { webhook, linkId, isRepeated })
  const outcome = linkId ? await checkClaim(ctx, { linkId, webhook, isRepeated }) : 'foreign'
  const isExplained = outcome === 'applied' || outcome === 'early' || outcome === 'failed'
  return (isExplained ? null : await suspectWebhook(ctx, webhook)) ?? outcome
}
