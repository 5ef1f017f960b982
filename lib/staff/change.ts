import 'server-only'
import { canManageDesk, type Role } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { revokeLinksOf } from '@/lib/links/revoke'
import type { LinkView } from '@/lib/links/view'

import type { DisableStaffInput } from './schema'
import { disablePerson, enablePerson, setStaffRole } from './store/change'

/** Gives somebody another role; it counts from their next request on. Admins only, not oneself and not the last one. */
export async function changeRole(ctx: StaffCtx, input: { id: string; role: Role }): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  if (input.id === ctx.actor.id) return fail({ code: 'staff_is_self' })
  const outcome = await setStaffRole(ctx.db, { ...input, actorId: ctx.actor.id, at: ctx.now() })
  if (outcome === 'not_found') return fail({ code: 'staff_not_found' })
  return outcome === 'last_admin' ? fail({ code: 'staff_is_last_admin' }) : succeed(null)
}

/**
 * Shuts a person out at once, ends their API keys if asked to, and revokes their live links. Returns these links: what could
 * not be ended at Nango in time is still being revoked, and the sweep goes on with it. Admins only, not oneself and not the last one.
 */
export async function disableStaff(
  ctx: StaffCtx,
  { id, revokesKeys }: DisableStaffInput,
): Promise<Result<LinkView[]>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const by = { actorId: ctx.actor.id, at: ctx.now() }
  const outcome = await disablePerson(ctx.db, { ...by, id, revokesKeys })
  if (outcome === 'not_found') return fail({ code: 'staff_not_found' })
  if (outcome === 'is_self') return fail({ code: 'staff_is_self' })
  if (outcome === 'last_admin') return fail({ code: 'staff_is_last_admin' })
  return succeed(await revokeLinksOf(ctx, outcome.ids))
}

/** Lets a disabled person sign in again. Their revoked links and keys stay revoked. Admins only. */
export async function enableStaff(ctx: StaffCtx, id: string): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const outcome = await enablePerson(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
  return outcome === 'not_found' ? fail({ code: 'staff_not_found' }) : succeed(null)
}
