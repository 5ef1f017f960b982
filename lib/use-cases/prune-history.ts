import 'server-only'
import { dayMs } from '@/lib/core/time'
import { pruneFailedAttempts } from '@/lib/db/failed-attempts'
import { pruneDeliveries, pruneEvents, pruneOutgoing } from '@/lib/db/prune'
import { forgetAllowances } from '@/lib/db/take-allowance'

import type { DeskCtx } from './desk-ctx'

/** How long the history is kept; null means for ever. */
export type Retention = { eventDays: number | null; deliveryDays: number }

/**
 * Deletes what is older than it has to be kept. Whole days (UTC) go at once, so that there is work, and an event that
 * tells of it, once a day at most.
 */
export const pruneHistory = async (ctx: DeskCtx, { eventDays, deliveryDays }: Retention): Promise<void> => {
  await forgetAllowances(ctx.db)
  const today = Math.floor(ctx.now().getTime() / dayMs)
  const before = (days: number) => new Date((today - days) * dayMs)
  while ((await pruneDeliveries(ctx.db, before(deliveryDays))) > 0);
  await pruneFailedAttempts(ctx.db, before(deliveryDays))
  while ((await pruneOutgoing(ctx.db, before(deliveryDays))) > 0);
  if (eventDays === null) return
  while ((await pruneEvents(ctx.db, before(eventDays), ctx.now())) > 0);
}
