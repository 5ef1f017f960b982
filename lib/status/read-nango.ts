import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { toFailureView } from '@/lib/core/failure'
import { fail, type Result, succeed } from '@/lib/core/result'
import { clockOffsetMs } from '@/lib/core/time'
import type { DeskCtx, StaffCtx } from '@/lib/ctx'
import { isBackingOff, readNangoState } from '@/lib/db/nango-states'
import { checkNango } from '@/lib/nango/check'
import { shareRate } from '@/lib/nango/rate-limit'

import type { NangoCheck, RateView } from './view'

/** Whether Nango answers, what the API key may do, and how the clocks differ, what is left of its rate limit; asked anew if `afresh`. For admins. */
export async function readNangoCheck(
  ctx: StaffCtx,
  { afresh = false }: { afresh?: boolean } = {},
): Promise<Result<NangoCheck>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const { checkedAt, failure, scopes, latencyMs, clock } = await checkNango(ctx.nango, { afresh })
  await shareRate(ctx)
  return succeed({
    checkedAt: checkedAt.toISOString(),
    failure: failure && { code: failure.code, message: toFailureView(failure, 'read').message },
    scopes: scopes.map(({ scope, need, state }) => ({ name: scope, need, state })),
    latencyMs,
    clockAheadMs: clock && clockOffsetMs(clock.date, clock.sentAt, clock.receivedAt),
    rate: await readRate(ctx),
  })
}

/** What Nango last said of the account's rate limit to any process, or null before its first answer. Asks nobody. */
export async function readRate(ctx: DeskCtx): Promise<RateView | null> {
  const { host } = ctx.nango
  const state = await readNangoState(ctx.db, host)
  if (state?.rateLimit == null || state.rateRemaining === null) return null
  const isOver = state.rateResetsAt !== null && state.rateResetsAt <= ctx.now()
  return {
    limit: state.rateLimit,
    remaining: isOver ? state.rateLimit : state.rateRemaining,
    resetsAt: isOver ? null : (state.rateResetsAt?.toISOString() ?? null),
    isBackingOff: await isBackingOff(ctx.db, host, ctx.now()),
  }
}
