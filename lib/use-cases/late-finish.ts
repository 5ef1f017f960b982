import 'server-only'
import type { LateFinish } from '@/lib/core/late-connection'
import type { Link } from '@/lib/db/link-row'
import { mayOutliveSession } from '@/lib/nango/auth-mode'
import type { Nango } from '@/lib/nango/client'

/**
 * What the end of a link does not stop, and whether the desk would tell of it. A new connection stands in Nango's list; a
 * replaced account is told by a webhook alone.
 */
export const lateFinishOf = (nango: Nango, { integrations, reconnectsId }: Link): LateFinish => {
  if (!integrations.some(({ provider }) => mayOutliveSession(nango, provider))) return 'none'
  const isSeen = reconnectsId === null || nango.webhookSigningKeys.length > 0
  return nango.warnsOfLate && isSeen ? 'told' : 'not_told'
}
