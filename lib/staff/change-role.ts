import 'server-only'
import { canManageDesk, type Role } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import { setStaffRole } from './store/change'

/** Gives somebody another role; it counts from their next request on. Admins only, not oneself and not the last one. */
export async function changeRole(ctx: StaffCtx, input: { id: string; role: Role }): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  if (input.id === ctx.actor.id) return fail({ code: 'staff_is_self' })
  const outcome = await setStaffRole(ctx.db, { ...input, actorId: ctx.actor.id, at: ctx.now() })
  if (outcome === 'not_found') return fail({ code: 'staff_not_found' })
  return outcome === 'last_admin' ? fail({ code: 'staff_is_last_admin' }) : succeed(null)
}
