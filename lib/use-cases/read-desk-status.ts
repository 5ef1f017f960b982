import 'server-only'
import type { DeliveryView, DeskStatus } from '@/lib/core/desk-status'
import { isAttemptFailure } from '@/lib/core/failed-attempt'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { OutgoingView } from '@/lib/core/sent-webhook'
import { canManageDesk } from '@/lib/core/staff'
import { webhookOutcomeWords } from '@/lib/core/webhook-outcome-words'
import { listOrphanKeys } from '@/lib/db/api-keys'
import { readDatabaseFacts } from '@/lib/db/database-facts'
import { listDeliveries, type StoredDelivery } from '@/lib/db/deliveries'
import { listFailedAttempts, type StoredAttempts } from '@/lib/db/failed-attempts'
import { readLinkOriginFacts } from '@/lib/db/link-origins'
import { countOutgoing, listOutgoing } from '@/lib/db/outgoing-webhooks'
import { countRefusedWebhooks } from '@/lib/db/refused-webhooks'

import { callByKey } from './integration-names'
import type { StaffCtx } from './staff-ctx'
import { toSentWebhookView } from './to-sent-webhook-view'

const mostDeliveries = 20

/** What this desk and its replicas know: the last webhooks both ways, where links lead, the database. Asks nobody. For admins. */
export const readDeskStatus = async (ctx: StaffCtx): Promise<Result<DeskStatus>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const [deliveries, refusedWebhooks, failed, outgoing, linkOrigin, database, orphanKeys] = await Promise.all(
    [
      listDeliveries(ctx.db, mostDeliveries),
      countRefusedWebhooks(ctx.db, ctx.now()),
      listFailedAttempts(ctx.db),
      readOutgoing(ctx),
      readLinkOriginFacts(ctx.db, ctx.nango.host),
      readDatabaseFacts(ctx.db),
      listOrphanKeys(ctx.db, ctx.now()),
    ],
  )
  return succeed({
    deliveries: deliveries.map(toView),
    refusedWebhooks,
    failedAttempts: failed.flatMap((one) => toAttemptsView(ctx, one) ?? []),
    outgoing,
    linkOrigin,
    database,
    orphanKeys,
  })
}

/** By the name that the catalogue last said, without asking. */
const toAttemptsView = (ctx: StaffCtx, { integrationKey, kind, count, lastAt }: StoredAttempts) =>
  isAttemptFailure(kind)
    ? {
        integration: callByKey(ctx, integrationKey),
        integrationKey,
        kind,
        count,
        lastAt: lastAt.toISOString(),
      }
    : null

const readOutgoing = async (ctx: StaffCtx): Promise<OutgoingView> => {
  const [counts, webhooks] = await Promise.all([countOutgoing(ctx.db), listOutgoing(ctx.db, mostDeliveries)])
  return { ...counts, webhooks: webhooks.map(toSentWebhookView) }
}

const outcomeWords: Record<string, string> = webhookOutcomeWords

const toView = ({ id, receivedAt, success, ...delivery }: StoredDelivery): DeliveryView => ({
  id,
  receivedAt: receivedAt.toISOString(),
  type: delivery.type,
  operation: delivery.operation,
  isSuccess: success,
  integrationKey: delivery.integrationKey,
  outcome: outcomeWords[delivery.outcome] ?? delivery.outcome,
})
