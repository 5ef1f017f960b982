import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import type { Db } from '@/lib/db/open'

import { endKey, endKeysOf, findKeyById } from './store'

/** Ends a key from the tool's next request on; the links that it created live on. One that has ended stays so. Admins only. */
export async function revokeApiKey(ctx: StaffCtx, id: string): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const hasEnded = await endKey(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
  return hasEnded || (await findKeyById(ctx.db, id)) ? succeed(null) : fail({ code: 'key_not_found' })
}

/** Ends every key in use that these people created, in the caller's transaction. */
export function revokeKeysOf(tx: Db, makerIds: string[], by: { actorId: string; at: Date }): Promise<void> {
  return endKeysOf(tx, makerIds, by)
}
