import 'server-only'
import type { NewApiKeyView } from '@/lib/core/api-key-view'
import type { CreateApiKeyInput } from '@/lib/core/create-api-key-input'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { dayMs } from '@/lib/core/time'
import { findKeyById, insertKey } from '@/lib/db/api-keys'

import type { StaffCtx } from './staff-ctx'
import { toApiKeyView } from './to-api-key-view'

/** Makes a key for an internal tool. Its text is in this answer and nowhere else. Admins only. */
export const createApiKey = async (
  ctx: StaffCtx,
  { name, scopes, lifeDays }: CreateApiKeyInput,
): Promise<Result<NewApiKeyView>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const at = ctx.now()
  const expiresAt = lifeDays === null ? null : new Date(at.getTime() + lifeDays * dayMs)
  const { id, key } = await insertKey(ctx.db, { name, scopes, expiresAt, actorId: ctx.actor.id, at })
  const made = await findKeyById(ctx.db, id)
  return made ? succeed({ view: toApiKeyView(made, at), key }) : fail({ code: 'key_not_found' })
}
