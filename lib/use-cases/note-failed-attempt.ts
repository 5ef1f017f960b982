import 'server-only'
import type { NangoWebhook, WebhookOutcome } from '@/lib/core/nango-webhook'
import { findWaitingFor, type Waiting } from '@/lib/db/find-unsettled'
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
  if (!webhook.providerConfigKey) return 'ignored'
  if (isRepeated) return 'known'
  const waiting = await findWaitingFor(ctx.db, webhook.providerConfigKey, ctx.now())
  const { ids, isGuess } = linkId
    ? { ids: waiting.flatMap(({ id }) => (id === linkId ? [id] : [])), isGuess: false }
    : possiblyMeant(waiting, webhook.connectionId)
  const facts = { integration: webhook.providerConfigKey, error: webhook.error?.type ?? null, isGuess }
  for (const id of ids) await noteAttempt(ctx.db, { id, at: ctx.now(), facts })
  return ids.length > 0 ? 'hint' : 'foreign'
}

/** A failed reconnect names its connection; any other attempt names one that never existed. */
const possiblyMeant = (waiting: Waiting[], connectionId: string | undefined) => {
  const reconnects = waiting.filter((one) => one.reconnectsId === connectionId)
  const others = waiting.filter((one) => one.reconnectsId === null)
  const meant = reconnects.length > 0 ? reconnects : others
  return { ids: meant.map(({ id }) => id), isGuess: reconnects.length !== 1 }
}
