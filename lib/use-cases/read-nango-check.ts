import 'server-only'
import { toFailureView } from '@/lib/core/failure'
import type { NangoCheck } from '@/lib/core/nango-check'
import { clockOffsetMs } from '@/lib/core/nango-clock'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { checkNango } from '@/lib/nango/check-nango'

import { readRate } from './read-rate'
import { shareRate } from './share-rate'
import type { StaffCtx } from './staff-ctx'

/** Whether Nango answers, what the API key may do, and how the clocks differ, what is left of its rate limit; asked anew if `afresh`. For admins. */
export const readNangoCheck = async (
  ctx: StaffCtx,
  { afresh = false }: { afresh?: boolean } = {},
): Promise<Result<NangoCheck>> => {
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
