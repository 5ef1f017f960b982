import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import type { Integration } from '@/lib/core/integration'
import { deleteScope, type KeyLimits, type MetadataFate, updateScope } from '@/lib/core/key-limits'
import { knownCheck } from '@/lib/nango/check-nango'
import { loadAuthModes } from '@/lib/nango/load-auth-modes'
import { metadataFateOf } from '@/lib/nango/metadata-fate'

import type { ActorCtx } from './actor-ctx'

/** A page does not wait longer for what only makes its words more exact. */
const patienceMs = 1_500

/** What the API key does not allow, as far as this process knows: at most ten minutes old, never worth a long wait. */
export const readKeyLimits = async ({ nango }: ActorCtx): Promise<KeyLimits> => {
  const check = await patiently(knownCheck(nango))
  const isMissing = (name: string) =>
    check?.scopes.some(({ scope, state }) => scope === name && state === 'missing') ?? false
  return { lacksUpdate: isMissing(updateScope), lacksDelete: isMissing(deleteScope) }
}

/**
 * What reconnects do to metadata, by integration key; null where the desk can put it back. Nango is asked for what is not
 * known of their providers, once a process.
 */
export const readMetadataFates = async (
  ctx: ActorCtx,
  integrations: Integration[],
): Promise<Record<string, MetadataFate> | null> => {
  const { lacksUpdate } = await readKeyLimits(ctx)
  if (!lacksUpdate) return null
  await loadAuthModes(ctx.nango)
  return Object.fromEntries(
    integrations.map(({ key, provider }) => [key, metadataFateOf(ctx.nango, provider)]),
  )
}

const patiently = <T>(asking: Promise<T>): Promise<T | null> =>
  Promise.race([asking, wait(patienceMs, null, { ref: false })])
