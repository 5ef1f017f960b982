import 'server-only'
import type { FieldErrors } from '@/lib/core/failure'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { ActorCtx } from '@/lib/ctx'
import { loadAuthModes } from '@/lib/nango/auth-modes'

import { integrationLabelByKey } from './list'
import { loadCatalogue } from './nango'
import type { Advanced } from './schema/config'
import { type AdvancedPart, advancedPartsOf } from './view'

/** Nango is waited for so long, once a day at most. */
const patienceMs = 4_000

const partsIn = ({ config, scopes, params }: Advanced[string]): AdvancedPart[] => [
  ...(config.length > 0 ? ['config' as const] : []),
  ...(scopes === '' ? [] : ['scopes' as const]),
  ...(params.length > 0 ? ['params' as const] : []),
]

const words: Record<AdvancedPart, string> = {
  config: 'connection config',
  scopes: 'OAuth scopes',
  params: 'authorization params',
}

/**
 * Refuses what is set beforehand for an integration that has no use for it: Nango would take it and drop it. Nango is
 * asked only where something is set; what it does not tell is let through.
 */
export async function refuseMisfits(ctx: ActorCtx, advanced: Advanced): Promise<Result<null>> {
  const set = Object.entries(advanced).filter(([, one]) => partsIn(one).length > 0)
  if (set.length === 0) return succeed(null)
  const [catalogue, authModes] = await Promise.all([
    loadCatalogue(ctx.nango),
    loadAuthModes(ctx.nango, patienceMs),
  ])
  const fieldErrors: FieldErrors = {}
  for (const [key, one] of set) {
    const provider = catalogue.ok && catalogue.value.integrations.find((known) => known.key === key)?.provider
    const takes = advancedPartsOf(authModes.get(provider || ''))
    for (const part of partsIn(one).filter((wanted) => !takes.includes(wanted)))
      fieldErrors[`advanced.${key}.${part}`] =
        `${integrationLabelByKey(ctx, key)} takes no ${words[part]}, because of how customers log in to it. Remove them.`
  }
  return Object.keys(fieldErrors).length > 0 ? fail({ code: 'invalid_input', fieldErrors }) : succeed(null)
}
