import 'server-only'
import type { NangoWebhook, WebhookOutcome } from '@/lib/core/nango-webhook'
import { findWaitingFor } from '@/lib/db/find-unsettled'
import { noteAttempt } from '@/lib/db/note-attempt'

import type { DeskCtx } from './desk-ctx'

type Attempt = { webhook: NangoWebhook; linkId: string | null; isRepeated: boolean }

/**
 * Notes that somebody's attempt with an integration failed, on every link that waits for it: Nango does not say whose it
 * was, so each of them shows it as the guess it is. Nothing else changes. Of the error only its type is kept: providers'
 * own words may hold anything.
 */
export const noteFailedAttempt = async (ctx: DeskCtx, attempt: Attempt): Promise<WebhookOutcome> => {
  const { webhook, linkId, isRepeated } = attempt
  if (!webhook.providerConfigKey || webhook.operation === 'refresh') return 'ignored'
  if (isRepeated) return 'known'
  const waiting = await findWaitingFor(ctx.db, webhook.providerConfigKey, ctx.now())
  // A failed reconnect names its connection; any other names one that never existed.
  const ofConnection = waiting.filter((one) => one.reconnectsId === webhook.connectionId)
  const others = waiting.filter((one) => one.reconnectsId === null)
  const possible = ofConnection.length > 0 ? ofConnection : others
  const meant = linkId ? waiting.filter(({ id }) => id === linkId) : possible
  const facts = {
    integration: webhook.providerConfigKey,
    error: webhook.error?.type ?? null,
    isGuess: !linkId && (ofConnection.length === 0 || meant.length > 1),
  }
  for (const { id } of meant) await noteAttempt(ctx.db, { id, at: ctx.now(), facts })
  return meant.length > 0 ? 'hint' : 'foreign'
}
