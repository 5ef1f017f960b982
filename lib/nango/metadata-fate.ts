import 'server-only'
import type { MetadataFate } from '@/lib/core/key-limits'

import type { Nango } from './client'

/** The modes in which a reconnect keeps or empties the metadata: packages/shared/lib/services/connection.service.ts. */
const keeping = /^(OAUTH1|OAUTH2|OAUTH2_CC|NONE)$/
const emptying = /^(API_KEY|BASIC|JWT|TBA|TWO_STEP|BILL|SIGNATURE|AWS_SIGV4)$/

/** What a reconnect through a provider does to metadata, as far as its auth mode is known. */
export const metadataFateOf = ({ authModes }: Nango, provider: string | null): MetadataFate => {
  const mode = authModes.byProvider.get(provider ?? '') ?? ''
  if (keeping.test(mode)) return 'kept'
  return emptying.test(mode) ? 'lost' : 'unknown'
}
