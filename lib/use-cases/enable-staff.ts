import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { enablePerson } from '@/lib/db/disable-person'

import type { StaffCtx } from './staff-ctx'

/** Lets a disabled person sign in again. Their revoked links and keys stay revoked. Admins only. */
export const enableStaff = async (ctx: StaffCtx, id: string): Promise<Result<null>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const outcome = await enablePerson(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
  return outcome === 'not_found' ? fail({ code: 'staff_not_found' }) : succeed(null)
}
