import 'server-only'
import { findOrphans } from '@/lib/db/find-orphans'
import { askRevocation } from '@/lib/db/move-link'

import type { DeskCtx } from './desk-ctx'
import { doEach } from './do-each'
import { finishRevocation } from './finish-revocation'

/** Revokes live links whose maker is disabled, be it only in the database. What Nango cannot be told of is gone on with. */
export const revokeOrphans = async (ctx: DeskCtx): Promise<void> => {
  await doEach(await findOrphans(ctx.db), async (id) => {
    await askRevocation(ctx.db, { id, actorId: null, at: ctx.now() })
    await finishRevocation(ctx, id)
  })
}
