import 'server-only'
import { findOrphans } from '@/lib/db/find-orphans'
import { askRevocation } from '@/lib/db/move-link'

import type { DeskCtx } from './desk-ctx'

/** Asks for the revocation of live links whose maker is disabled, be it only in the database. The sweep goes on from there. */
export const revokeOrphans = async (ctx: DeskCtx): Promise<void> => {
  for (const id of await findOrphans(ctx.db))
    await askRevocation(ctx.db, { id, actorId: null, at: ctx.now() })
}
