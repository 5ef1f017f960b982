import 'server-only'
import { shareRateLimit } from '@/lib/db/nango-states'

import type { DeskCtx } from './desk-ctx'

/** Tells all processes the rate limit that Nango's last answer to this one named, once. */
export const shareRate = async ({ nango, db }: DeskCtx): Promise<void> => {
  const { told, isNew } = nango.rate
  if (!told || !isNew) return
  nango.rate.isNew = false
  await shareRateLimit(db, nango.host, told)
}
