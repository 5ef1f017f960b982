import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import { endKey, findKeyById } from './store'

/** Ends a key from the tool's next request on; the links it made live on. One that has ended stays so. Admins only. */
export async function revokeApiKey(ctx: StaffCtx, id: string): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const hasEnded = await endKey(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
  return hasEnded || (await findKeyById(ctx.db, id)) ? succeed(null) : fail({ code: 'key_not_found' })
}
