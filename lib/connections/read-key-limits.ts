import 'server-only'
import { within } from '@/lib/core/time'
import type { ActorCtx } from '@/lib/ctx'
import { loadAuthModes } from '@/lib/nango/auth-modes'
import { knownCheck } from '@/lib/nango/check'
import type { Nango } from '@/lib/nango/client'
import type { Integration } from '@/lib/nango/view'

import { deleteScope, type KeyLimits, type MetadataOutcome, updateScope } from './view'

/** A page does not wait longer for what only makes its words more exact. */
const patienceMs = 1_500

/** What the API key does not allow, as far as this process knows: at most ten minutes old, never worth a long wait. */
export async function readKeyLimits({ nango }: ActorCtx): Promise<KeyLimits> {
  const check = await within(patienceMs, knownCheck(nango))
  const isMissing = (name: string) =>
    check?.scopes.some(({ scope, state }) => scope === name && state === 'missing') ?? false
  return { lacksUpdate: isMissing(updateScope), lacksDelete: isMissing(deleteScope) }
}

/**
 * What reconnects do to metadata, by integration key; null where the desk can put it back. Nango is asked for what is not
 * known of their providers, once a process.
 */
export async function readMetadataOutcomes(
  ctx: ActorCtx,
  integrations: Pick<Integration, 'key' | 'provider'>[],
): Promise<Record<string, MetadataOutcome> | null> {
  const { lacksUpdate } = await readKeyLimits(ctx)
  if (!lacksUpdate) return null
  await loadAuthModes(ctx.nango)
  return Object.fromEntries(
    integrations.map(({ key, provider }) => [key, metadataOutcomeOf(ctx.nango, provider)]),
  )
}

/** The modes in which a reconnect keeps or empties the metadata: packages/shared/lib/services/connection.service.ts. */
const keeping = /^(OAUTH1|OAUTH2|OAUTH2_CC|NONE)$/
const emptying = /^(API_KEY|BASIC|JWT|TBA|TWO_STEP|BILL|SIGNATURE|AWS_SIGV4)$/

/** What a reconnect through a provider does to metadata, as far as its auth mode is known. */
const metadataOutcomeOf = ({ authModes }: Nango, provider: string | null): MetadataOutcome => {
  const mode = authModes.byProvider.get(provider ?? '') ?? ''
  if (keeping.test(mode)) return 'kept'
  return emptying.test(mode) ? 'lost' : 'unknown'
}
