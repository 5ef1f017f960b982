import 'server-only'
import { advancedPartsOf } from '@/lib/core/advanced-parts'
import type { Integration, IntegrationCatalogue } from '@/lib/core/integration'
import { succeed, type Result } from '@/lib/core/result'
import { loadAuthModes } from '@/lib/nango/load-auth-modes'
import { knownIntegrations, loadCatalogue } from '@/lib/nango/load-catalogue'

import type { ActorCtx } from './actor-ctx'
import { callIntegration, recallIntegrations } from './integration-names'

/** What links can be made for, called so that people tell them apart. */
export const listIntegrations = async (ctx: ActorCtx): Promise<Result<IntegrationCatalogue>> => {
  const [catalogue, authModes] = await Promise.all([
    loadCatalogue(ctx.nango),
    loadAuthModes(ctx.nango),
    recallIntegrations(ctx),
  ])
  if (!catalogue.ok) return catalogue
  const { integrations, stale } = catalogue.value
  return succeed({
    integrations: integrations.map((one) => ({
      key: one.key,
      provider: one.provider,
      label: callIntegration(ctx, one),
      takes: advancedPartsOf(authModes.get(one.provider ?? '')),
    })),
    stale,
  })
}

/** What is kept of chosen integrations: Nango's own names. One that it does not know has its key for a name; Nango will judge it. */
export const nameIntegrations = (ctx: ActorCtx, keys: string[]): Integration[] => {
  const known = knownIntegrations(ctx.nango)
  return keys.map((key) => known.find((one) => one.key === key) ?? { key, provider: null, displayName: key })
}
