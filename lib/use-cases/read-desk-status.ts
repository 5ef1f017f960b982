import 'server-only'
import type { DeliveryView, DeskStatus, RateView } from '@/lib/core/desk-status'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { webhookOutcomeWords } from '@/lib/core/webhook-outcome-words'
import { listDeliveries, type StoredDelivery } from '@/lib/db/deliveries'
import { isResting, readNangoState } from '@/lib/db/nango-states'

import type { StaffCtx } from './staff-ctx'

const mostDeliveries = 20

/** What this desk and its replicas know of Nango: the rate limit and the last webhooks. For admins. */
export const readDeskStatus = async (ctx: StaffCtx): Promise<Result<DeskStatus>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const [rate, deliveries] = await Promise.all([readRate(ctx), listDeliveries(ctx.db, mostDeliveries)])
  return succeed({ rate, deliveries: deliveries.map(toView) })
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
