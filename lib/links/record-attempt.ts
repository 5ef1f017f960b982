import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import type { NangoWebhook, WebhookOutcome } from '@/lib/webhooks/schema'

import { countFailedAttempt, findWaitingFor, markFailedAttempt, type Waiting } from './store/unsettled'
import { type AttemptFailure, toAttemptFailure } from './words'

type Attempt = { webhook: NangoWebhook; linkId: string | null; isRepeated: boolean }

/**
 * Notes that somebody's attempt with an integration failed, and of which kind: on the integration, and on a link only
 * where Nango's answer leaves one that it can have been. Nothing else changes. Of the error only its type and kind are
 * kept: providers' own words may hold anything.
 */
export async function recordFailedAttempt(ctx: DeskCtx, attempt: Attempt): Promise<WebhookOutcome> {
  const { providerConfigKey: integrationKey, operation } = attempt.webhook
  if (!integrationKey || operation === 'refresh') return 'ignored'
  if (attempt.isRepeated) return 'known'
  const at = ctx.now()
  const kind = kindOf(attempt.webhook)
  await countFailedAttempt(ctx.db, { integrationKey, kind, at })
  const meant = possiblyMeant(await findWaitingFor(ctx.db, integrationKey, at), attempt)
  const [only] = meant
  if (!only) return 'foreign'
  if (meant.length > 1) return 'hint'
  const error = attempt.webhook.error?.type ?? null
  const isGuess = attempt.linkId === null && only.reconnectsId === null
  const facts = { integration: integrationKey, error, reason: kind, isGuess }
  await markFailedAttempt(ctx.db, { id: only.id, at, kind, facts })
  return 'hint'
}

const kindOf = ({ error }: NangoWebhook): AttemptFailure =>
  toAttemptFailure(error?.type, error?.description ?? '')

/** A failed reconnect names its connection; any other attempt names one that never existed. */
const possiblyMeant = (waiting: Waiting[], { linkId, webhook }: Attempt) => {
  if (linkId !== null) return waiting.filter(({ id }) => id === linkId)
  const reconnects = waiting.filter((one) => one.reconnectsId === webhook.connectionId)
  return reconnects.length > 0 ? reconnects : waiting.filter((one) => one.reconnectsId === null)
}
