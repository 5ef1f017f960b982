import 'server-only'
import type { DeliveryView, DeskStatus, RateView } from '@/lib/core/desk-status'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { OutgoingView } from '@/lib/core/sent-webhook'
import { canManageDesk } from '@/lib/core/staff'
import { webhookOutcomeWords } from '@/lib/core/webhook-outcome-words'
import { listOrphanKeys } from '@/lib/db/api-keys'
import { readDatabaseFacts } from '@/lib/db/database-facts'
import { listDeliveries, type StoredDelivery } from '@/lib/db/deliveries'
import { readLinkOriginFacts } from '@/lib/db/link-origins'
import { isResting, readNangoState } from '@/lib/db/nango-states'
import { countOutgoing, listOutgoing } from '@/lib/db/outgoing-webhooks'

import type { StaffCtx } from './staff-ctx'
import { toSentWebhookView } from './to-sent-webhook-view'

const mostDeliveries = 20

/** What this desk and its replicas know: the rate limit, the last webhooks both ways, the database. Asks nobody. For admins. */
export const readDeskStatus = async (ctx: StaffCtx): Promise<Result<DeskStatus>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const [rate, deliveries, outgoing, linkOrigin, database, orphanKeys] = await Promise.all([
    readRate(ctx),
    listDeliveries(ctx.db, mostDeliveries),
    readOutgoing(ctx),
    readLinkOriginFacts(ctx.db, ctx.nango.host),
    readDatabaseFacts(ctx.db),
    listOrphanKeys(ctx.db, ctx.now()),
  ])
  return succeed({ rate, deliveries: deliveries.map(toView), outgoing, linkOrigin, database, orphanKeys })
}

const readOutgoing = async (ctx: StaffCtx): Promise<OutgoingView> => {
  const [counts, webhooks] = await Promise.all([countOutgoing(ctx.db), listOutgoing(ctx.db, mostDeliveries)])
  return { ...counts, webhooks: webhooks.map(toSentWebhookView) }
}

const readRate = async (ctx: StaffCtx): Promise<RateView | null> => {
  const { host } = ctx.nango
  const state = await readNangoState(ctx.db, host)
  if (state?.rateLimit == null || state.rateRemaining === null) return null
  const isOver = state.rateResetsAt !== null && state.rateResetsAt <= ctx.now()
  return {
    limit: state.rateLimit,
    remaining: isOver ? state.rateLimit : state.rateRemaining,
    resetsAt: isOver ? null : (state.rateResetsAt?.toISOString() ?? null),
    isResting: await isResting(ctx.db, host, ctx.now()),
  }
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
