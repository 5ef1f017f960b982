import 'server-only'
import type { StaffView } from '@/lib/core/desk-status'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { listKeys } from '@/lib/db/api-keys'
import { listStaff, type StaffMember } from '@/lib/db/list-staff'

import type { StaffCtx } from './staff-ctx'
import { toApiKeyView } from './to-api-key-view'

/** Everybody who ever signed in, by name. For admins. */
export const listStaffMembers = async (ctx: StaffCtx): Promise<Result<StaffView[]>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const members = await listStaff(ctx.db)
  const keys = (await listKeys(ctx.db)).filter((key) => toApiKeyView(key, ctx.now()).state === 'active')
  return succeed(
    members.map((member) => {
      const rows = members.filter((other) => emailOf(other) === emailOf(member))
      const ids = new Set(rows.map((row) => row.id))
      return {
        id: member.id,
        name: member.name,
        email: member.email,
        role: member.role,
        isSelf: ids.has(ctx.actor.id),
        isDisabled: rows.some((row) => row.disabledAt !== null),
        lastSignInAt: member.lastSignInAt?.toISOString() ?? null,
        liveLinks: rows.reduce((sum, row) => sum + row.liveLinks, 0),
        liveKeys: keys.filter(({ makerId }) => ids.has(makerId)).map(({ id, name }) => ({ id, name })),
      }
    }),
  )
}

/** One e-mail is one person, whatever identities they come with. */
const emailOf = ({ email }: StaffMember) => email.toLowerCase()
