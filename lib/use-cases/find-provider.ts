import 'server-only'
import { succeed, type Result } from '@/lib/core/result'
import { askCatalogue, loadCatalogue } from '@/lib/nango/load-catalogue'

import type { ActorCtx } from './actor-ctx'

/** The provider of an integration as Nango has it now; null when there is no such integration. Fails as Nango does. */
export const findProvider = async ({ nango }: ActorCtx, key: string): Promise<Result<string | null>> => {
  const known = await loadCatalogue(nango)
  if (!known.ok) return known
  const found = known.value.integrations.find((one) => one.key === key)
  if (found) return succeed(found.provider)
  // It may have been made just now.
  const fresh = await askCatalogue(nango)
  return fresh.ok ? succeed(fresh.value.integrations.find((one) => one.key === key)?.provider ?? null) : fresh
}
