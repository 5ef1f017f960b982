import 'server-only'
import type { Integration, IntegrationCatalogue } from '@/lib/core/integration'
import type { Result } from '@/lib/core/result'
import { knownIntegrations, loadCatalogue } from '@/lib/nango/load-catalogue'

import type { ActorCtx } from './actor-ctx'

/** What links can be made for, by name. */
export const listIntegrations = (ctx: ActorCtx): Promise<Result<IntegrationCatalogue>> =>
  loadCatalogue(ctx.nango)

/** Names and providers for keys; a key that the catalogue does not have keeps its own name, Nango will judge it. */
export const nameIntegrations = (ctx: ActorCtx, keys: string[]): Integration[] => {
  const known = knownIntegrations(ctx.nango)
  return keys.map((key) => known.find((one) => one.key === key) ?? { key, provider: null, displayName: key })
}
