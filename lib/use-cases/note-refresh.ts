import 'server-only'
import type { NangoWebhook, WebhookOutcome } from '@/lib/core/nango-webhook'
import { isKnownBroken, noteBroken, noteMended } from '@/lib/db/note-broken'
import { findConnection } from '@/lib/nango/find-connection'
import { forgetConnections } from '@/lib/nango/list-connections'

import type { DeskCtx } from './desk-ctx'

/**
 * Takes a webhook that tells of a refresh of credentials as a hint to look: lists are read anew, and where the connection
 * itself says that its credentials are dead, that is noted, once. Of the error only its type is kept.
 */
export const noteRefresh = async (ctx: DeskCtx, webhook: NangoWebhook): Promise<WebhookOutcome> => {
  const { connectionId, providerConfigKey: integrationKey, success, error } = webhook
  if (!connectionId || !integrationKey) return 'ignored'
  forgetConnections(ctx.nango)
  const name = { integrationKey, connectionId }
  // Nango tells of every attempt; once is enough.
  if (success === false && (await isKnownBroken(ctx.db, name, ctx.now()))) return 'known'
  const found = await findConnection(ctx.nango, name)
  if (!found.ok) return 'failed'
  const isBroken = found.value?.faults.includes('auth') ?? false
  if (isBroken === (success !== false)) return 'unconfirmed'
  if (!isBroken) {
    await noteMended(ctx.db, name)
    return 'applied'
  }
  const isNews = await noteBroken(ctx.db, name, { at: ctx.now(), error: error?.type ?? null })
  return isNews ? 'applied' : 'known'
}
