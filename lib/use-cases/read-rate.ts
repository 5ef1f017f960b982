import 'server-only'
import type { RateView } from '@/lib/core/nango-check'
import { isResting, readNangoState } from '@/lib/db/nango-states'

import type { DeskCtx } from './desk-ctx'

/** What Nango last said of the account's rate limit to any process, or null before its first answer. Asks nobody. */
export const readRate = async (ctx: DeskCtx): Promise<RateView | null> => {
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
