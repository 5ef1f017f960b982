import 'server-only'
import type { ConnectionName } from '@/lib/core/ids'
import type { DeskCtx } from '@/lib/ctx'
import { integrationLabelByKey } from '@/lib/integrations/list'
import { findConnection, forgetConnections } from '@/lib/nango/list-connections'
import type { NangoWebhook } from '@/lib/nango/webhook'
import type { WebhookOutcome } from '@/lib/webhooks/words'

import {
  countFailedAttempt,
  findWaitingFor,
  markFailedAttempt,
  selectFailedAttempts,
  type Waiting,
} from './store/alarms'
import { clearBroken, isKnownBroken, markBroken } from './store/of-connection'
import type { FailedAttemptsView } from './view'
import { type AttemptFailure, isAttemptFailure, toAttemptFailure } from './words'

type Attempt = { webhook: NangoWebhook; linkId: string | null; isRepeated: boolean }

/**
 * Records that somebody's attempt with an integration failed, and of which kind: on the integration, and on a link only
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
  const candidates = possiblyMeant(await findWaitingFor(ctx.db, integrationKey, at), attempt)
  const [only] = candidates
  if (!only) return 'foreign'
  if (candidates.length > 1) return 'hint'
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

/**
 * Takes a webhook about a refresh of credentials as a hint to read: lists are read anew, and where the connection
 * itself says that its credentials are dead, that is recorded, once. Of the error only its type is kept.
 */
export async function checkRefresh(ctx: DeskCtx, webhook: NangoWebhook): Promise<WebhookOutcome> {
  const { connectionId, providerConfigKey: integrationKey } = webhook
  if (!connectionId || !integrationKey) return 'ignored'
  forgetConnections(ctx.nango)
  return webhook.success === false
    ? recordDead(ctx, { integrationKey, connectionId }, webhook.error?.type ?? null)
    : recordMended(ctx, { integrationKey, connectionId })
}

/** Nango sends a webhook for every attempt; once is enough. */
const recordDead = async (
  ctx: DeskCtx,
  name: ConnectionName,
  error: string | null,
): Promise<WebhookOutcome> => {
  if (await isKnownBroken(ctx.db, name, ctx.now())) return 'known'
  const isBroken = await readBroken(ctx, name)
  if (isBroken === null) return 'failed'
  if (!isBroken) return 'unconfirmed'
  return (await markBroken(ctx.db, name, { at: ctx.now(), error })) ? 'applied' : 'known'
}

const recordMended = async (ctx: DeskCtx, name: ConnectionName): Promise<WebhookOutcome> => {
  if (!(await isKnownBroken(ctx.db, name, ctx.now()))) return 'known'
  const isBroken = await readBroken(ctx, name)
  if (isBroken === null) return 'failed'
  if (isBroken) return 'unconfirmed'
  await clearBroken(ctx.db, name)
  return 'applied'
}

/** Whether Nango has the connection with dead credentials; null when it does not say. */
const readBroken = async (ctx: DeskCtx, name: ConnectionName) => {
  const found = await findConnection(ctx.nango, name)
  return found.ok ? (found.value?.faults.includes('auth') ?? false) : null
}

/** Failed attempts by integration and kind since which nobody connected it, newest first; `lastAt` is an ISO instant. */
export async function listFailedAttempts(ctx: DeskCtx): Promise<FailedAttemptsView[]> {
  const stored = await selectFailedAttempts(ctx.db)
  return stored.flatMap(({ integrationKey, kind, count, lastAt }) =>
    isAttemptFailure(kind)
      ? {
          integration: integrationLabelByKey(ctx, integrationKey),
          integrationKey,
          kind,
          count,
          lastAt: lastAt.toISOString(),
        }
      : [],
  )
}
