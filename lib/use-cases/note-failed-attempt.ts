import 'server-only'
import { type AttemptFailure, toAttemptFailure } from '@/lib/core/failed-attempt'
import type { NangoWebhook, WebhookOutcome } from '@/lib/core/nango-webhook'
import { countFailedAttempt } from '@/lib/db/failed-attempts'
import { findWaitingFor, type Waiting } from '@/lib/db/find-unsettled'
import { noteAttempt } from '@/lib/db/note-attempt'

import type { DeskCtx } from './desk-ctx'

type Attempt = { webhook: NangoWebhook; linkId: string | null; isRepeated: boolean }

/**
 * Notes that somebody's attempt with an integration failed, and of which kind: on the integration, and on a link only
 * where Nango's answer leaves one that it can have been. Nothing else changes. Of the error only its type and kind are
 * kept: providers' own words may hold anything.
 */
export const noteFailedAttempt = async (ctx: DeskCtx, attempt: Attempt): Promise<WebhookOutcome> => {
  const { webhook, linkId, isRepeated } = attempt
  const { providerConfigKey: integrationKey, error } = webhook
  if (!integrationKey || webhook.operation === 'refresh') return 'ignored'
  if (isRepeated) return 'known'
  const at = ctx.now()
  const kind: AttemptFailure = toAttemptFailure(error?.type, error?.description ?? '')
  await countFailedAttempt(ctx.db, { integrationKey, kind, at })
  const waiting = await findWaitingFor(ctx.db, integrationKey, at)
  const [only, ...others] = linkId
    ? waiting.filter(({ id }) => id === linkId)
    : possiblyMeant(waiting, webhook.connectionId)
  if (!only) return 'foreign'
  if (others.length > 0) return 'hint'
  const isGuess = linkId === null && only.reconnectsId === null
  const facts = { integration: integrationKey, error: error?.type ?? null, reason: kind, isGuess }
  await noteAttempt(ctx.db, { id: only.id, at, kind, facts })
  return 'hint'
}

/** A failed reconnect names its connection; any other attempt names one that never existed. */
const possiblyMeant = (waiting: Waiting[], connectionId: string | undefined) => {
  const reconnects = waiting.filter((one) => one.reconnectsId === connectionId)
  return reconnects.length > 0 ? reconnects : waiting.filter((one) => one.reconnectsId === null)
}
