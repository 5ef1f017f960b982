import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import { isKnownBroken, markBroken, clearBroken } from '@/lib/links/store/of-connection'
import { findConnection } from '@/lib/nango/find-connections'
import { forgetConnections } from '@/lib/nango/list-connections'
import type { NangoWebhook, WebhookOutcome } from '@/lib/webhooks/schema'

/**
 * Takes a webhook that tells of a refresh of credentials as a hint to look: lists are read anew, and where the connection
 * itself says that its credentials are dead, that is noted, once. Of the error only its type is kept.
 */
export async function checkRefresh(ctx: DeskCtx, webhook: NangoWebhook): Promise<WebhookOutcome> {
  const { connectionId, providerConfigKey: integrationKey } = webhook
  if (!connectionId || !integrationKey) return 'ignored'
  forgetConnections(ctx.nango)
  return webhook.success === false
    ? noteFailure(ctx, { integrationKey, connectionId }, webhook.error?.type ?? null)
    : noteSuccess(ctx, { integrationKey, connectionId })
}

type Name = { integrationKey: string; connectionId: string }

/** Nango tells of every attempt; once is enough. */
const noteFailure = async (ctx: DeskCtx, name: Name, error: string | null): Promise<WebhookOutcome> => {
  if (await isKnownBroken(ctx.db, name, ctx.now())) return 'known'
  const isBroken = await readBroken(ctx, name)
  if (isBroken === null) return 'failed'
  if (!isBroken) return 'unconfirmed'
  return (await markBroken(ctx.db, name, { at: ctx.now(), error })) ? 'applied' : 'known'
}

const noteSuccess = async (ctx: DeskCtx, name: Name): Promise<WebhookOutcome> => {
  if (!(await isKnownBroken(ctx.db, name, ctx.now()))) return 'known'
  const isBroken = await readBroken(ctx, name)
  if (isBroken === null) return 'failed'
  if (isBroken) return 'unconfirmed'
  await clearBroken(ctx.db, name)
  return 'applied'
}

/** Whether Nango has the connection with dead credentials; null when it does not say. */
const readBroken = async (ctx: DeskCtx, name: Name) => {
  const found = await findConnection(ctx.nango, name)
  return found.ok ? (found.value?.faults.includes('auth') ?? false) : null
}
