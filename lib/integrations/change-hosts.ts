import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import type { HostListInput } from './schema/hosts'
import { addIntegrationHost, removeIntegrationHost } from './store'

/** Adds or removes what values of an integration may reach. Admins only. */
export async function changeHostList(
  ctx: StaffCtx,
  { integration, entry, isListed }: HostListInput,
): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const change = { integrationKey: integration, entry, actorId: ctx.actor.id, at: ctx.now() }
  if (!isListed) {
    await removeIntegrationHost(ctx.db, change)
    return succeed(null)
  }
  const added = await addIntegrationHost(ctx.db, change)
  if (added === 'done') return succeed(null)
  return fail({ code: 'invalid_input', fieldErrors: { entry: 'This list is full. Remove an entry first.' } })
}
