import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import { shareRateLimit } from '@/lib/db/nango-states'

/** Tells all processes the rate limit that Nango's last answer to this one named, once. */
export async function shareRate({ nango, db }: DeskCtx): Promise<void> {
  const { told, isNew } = nango.rate
  if (!told || !isNew) return
  nango.rate.isNew = false
  await shareRateLimit(db, nango.host, told)
}
