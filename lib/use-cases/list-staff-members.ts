import 'server-only'
import type { StaffView } from '@/lib/core/desk-status'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { listStaff } from '@/lib/db/list-staff'

import type { StaffCtx } from './staff-ctx'

/** Everybody who ever signed in, by name. For admins. */
export const listStaffMembers = async (ctx: StaffCtx): Promise<Result<StaffView[]>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const members = await listStaff(ctx.db)
  return succeed(
    members.map(({ id, name, email, role, disabledAt, lastSignInAt, liveLinks }) => ({
      id,
      name,
      email,
      role,
      isSelf: id === ctx.actor.id,
      isDisabled: disabledAt !== null,
      lastSignInAt: lastSignInAt?.toISOString() ?? null,
      liveLinks,
    })),
  )
}
