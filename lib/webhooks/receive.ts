import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { checkRefresh } from '@/lib/connections/record-refresh'
import { LinkId } from '@/lib/core/ids'
import type { DeskCtx } from '@/lib/ctx'
import { recordConnections } from '@/lib/links/connect'
import { recordFailedAttempt } from '@/lib/links/record-attempt'
import { readLinkState } from '@/lib/links/store/find'
import { withoutKnown } from '@/lib/links/store/move'
import { suspectWebhook } from '@/lib/links/suspect'
import { linkTag } from '@/lib/nango/connection'
import { findConnectionsOfLink } from '@/lib/nango/find-connections'

import { NangoWebhook, type WebhookOutcome } from './schema'
import { recordDelivery, wasDelivered } from './store/incoming'

/** A webhook whose signature was good. `bodyHash` names its exact bytes. */
export type SignedWebhook = { body: unknown; bodyHash: string }

/**
 * Takes a webhook as a hint to look: its signature does not prove that Nango wrote it, and it may come twice, late or out
 * of order. What is true is read back from Nango.
 */
export async function receiveWebhook(ctx: DeskCtx, signed: SignedWebhook): Promise<WebhookOutcome> {
  const webhook = NangoWebhook.safeParse(signed.body).data ?? null
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
  // Two failures of one connection are told byte for byte the same, so a repeated one may be news.
  if (webhook.operation === 'refresh') return checkRefresh(ctx, webhook)
  if (webhook.success === false) return recordFailedAttempt(ctx, { webhook, linkId, isRepeated })
  const outcome = linkId ? await look(ctx, linkId, webhook, isRepeated) : 'foreign'
  const isExplained = outcome === 'applied' || outcome === 'early' || outcome === 'failed'
  return (isExplained ? null : await suspectWebhook(ctx, webhook)) ?? outcome
}

const look = async (
  ctx: DeskCtx,
  linkId: string,
  { connectionId, providerConfigKey, operation }: NangoWebhook,
  isRepeated: boolean,
): Promise<WebhookOutcome> => {
  if (!connectionId || !providerConfigKey) return 'ignored'
  const state = await readLinkState(ctx.db, linkId)
  if (!state) return 'foreign'
  if (state === 'creating') return 'early'
  const claimed = { linkId, connectionId, integrationKey: providerConfigKey }
  if ((await withoutKnown(ctx.db, [claimed])).length === 0) return 'known'
  if (!isRepeated) {
    const facts = { operation: operation ?? null, integration: providerConfigKey }
    await recordEvent(ctx.db, { at: ctx.now(), kind: 'link.poked', actorId: null, linkId, facts })
  }
  const found = await findConnectionsOfLink(ctx.nango, linkId)
  if (!found.ok) return 'failed'
  const noted = await recordConnections(ctx, found.value)
  return noted.length > 0 ? 'applied' : 'unconfirmed'
}
