import 'server-only'
import { listActiveKeys } from '@/lib/api-keys/list'
import { canManageDesk, canReadAudit } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { compareNames } from '@/lib/core/search/fold'
import type { StaffCtx } from '@/lib/ctx'

import { listActorNames, listStaff, type StaffMember } from './store/list'
import type { StaffView } from './view'

/** Everybody who ever signed in, by name. For admins. */
export async function listStaffMembers(ctx: StaffCtx): Promise<Result<StaffView[]>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const members = (await listStaff(ctx.db)).toSorted(byName)
  const keys = await listActiveKeys(ctx)
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

const byName = (one: { name: string }, other: { name: string }) => compareNames(one.name, other.name)

type StaffChoice = { id: string; name: string; email: string | null }

/** Whom the audit log can be narrowed to, for those who may read it. */
export async function listAuditStaff(ctx: StaffCtx): Promise<Result<StaffChoice[]>> {
  if (!canReadAudit(ctx.actor)) return fail({ code: 'not_allowed' })
  return succeed((await listActorNames(ctx.db)).toSorted(byName))
}
