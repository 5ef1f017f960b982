import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { toLinkView } from '@/lib/links/read'
import { revokeLink } from '@/lib/links/revoke'
import { findLinkById, findLiveLinksIn } from '@/lib/links/store/find'
import { askRevocation } from '@/lib/links/store/move'
import type { LinkView } from '@/lib/links/view'

import type { DisableStaffInput } from './schema'
import { disablePerson, enablePerson } from './store/change'

/** How many links are revoked at Nango at the same time, and how long the admin waits for them. */
const lanes = 5
const patienceMs = 8_000

/**
 * Shuts a person out at once, ends their API keys if wished, and revokes their live links. Returns these links: what Nango could not be told of in time
 * is still being revoked, and the sweep goes on with it. Admins only, not oneself and not the last one.
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
  const live = await Promise.all(outcome.ids.map((value) => findLiveLinksIn(ctx.db, { by: 'staff', value })))
  const linkIds = live.flat().map((link) => link.id)
  for (const linkId of linkIds) await askRevocation(ctx.db, { ...by, id: linkId })
  await Promise.race([revokeAll(ctx, linkIds), wait(patienceMs, undefined, { ref: false })])
  const links = await Promise.all(linkIds.map((linkId) => findLinkById(ctx.db, linkId)))
  return succeed(links.flatMap((link) => (link ? [toLinkView(ctx, link)] : [])))
}

const revokeAll = (ctx: StaffCtx, linkIds: string[]) => {
  const left = [...linkIds]
  const lane = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) await revokeLink(ctx, id)
  }
  return Promise.all(Array.from({ length: lanes }, lane))
}

/** Lets a disabled person sign in again. Their revoked links and keys stay revoked. Admins only. */
export async function enableStaff(ctx: StaffCtx, id: string): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const outcome = await enablePerson(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
  return outcome === 'not_found' ? fail({ code: 'staff_not_found' }) : succeed(null)
}
