import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { setStaffDisabled } from '@/lib/db/set-staff-disabled'

import type { StaffCtx } from './staff-ctx'

/** Lets a disabled person sign in again. Their revoked links stay revoked. Admins only. */
export const enableStaff = async (ctx: StaffCtx, id: string): Promise<Result<null>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const move = { id, isDisabled: false, actorId: ctx.actor.id, at: ctx.now() }
  const outcome = await setStaffDisabled(ctx.db, move)
  return outcome === 'not_found' ? fail({ code: 'staff_not_found' }) : succeed(null)
}
