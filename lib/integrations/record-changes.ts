import 'server-only'
import type { DeskCtx } from '@/lib/ctx'

import { requestCatalogue } from './nango/catalogue'
import { markMissingIntegrations } from './store'

/** Asks which integrations there are, and notes on waiting links those that were deleted, or came back. */
export async function refreshIntegrations(ctx: DeskCtx): Promise<void> {
  const at = ctx.now()
  const catalogue = await requestCatalogue(ctx.nango)
  if (catalogue.ok)
    await markMissingIntegrations(
      ctx.db,
      catalogue.value.integrations.map(({ key }) => key),
      at,
    )
}
