import 'server-only'
import { noteIntegrations } from '@/lib/db/note-integrations'
import { askCatalogue } from '@/lib/nango/load-catalogue'

import type { DeskCtx } from './desk-ctx'

/** Asks which integrations there are, and notes on waiting links those that were deleted, or came back. */
export const lookAtIntegrations = async (ctx: DeskCtx): Promise<void> => {
  const at = ctx.now()
  const catalogue = await askCatalogue(ctx.nango)
  if (catalogue.ok)
    await noteIntegrations(
      ctx.db,
      catalogue.value.integrations.map(({ key }) => key),
      at,
    )
}
