import 'server-only'
import type { DeskCtx } from '@/lib/ctx'

import { pruneEvents } from './store/prune'

/** Deletes events from before an instant, oldest first, ten thousand in one transaction; each says so by an event. */
export async function pruneAudit(ctx: DeskCtx, before: Date): Promise<void> {
  while ((await pruneEvents(ctx.db, before, ctx.now())) > 0);
}
