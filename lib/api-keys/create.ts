import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import { dayMs } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'

import { toApiKeyView } from './list'
import type { CreateApiKeyInput } from './schema'
import { findKeyById, insertKey } from './store'
import type { NewApiKeyView } from './view'

/** Creates a key for an internal tool. Its text is in this answer and nowhere else. Admins only. */
export async function createApiKey(
  ctx: StaffCtx,
  { name, scopes, lifeDays }: CreateApiKeyInput,
): Promise<Result<NewApiKeyView>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const at = ctx.now()
  const expiresAt = lifeDays === null ? null : new Date(at.getTime() + lifeDays * dayMs)
  const { id, key } = await insertKey(ctx.db, { name, scopes, expiresAt, actorId: ctx.actor.id, at })
  const created = await findKeyById(ctx.db, id)
  return created ? succeed({ view: toApiKeyView(created, at), key }) : fail({ code: 'key_not_found' })
}
