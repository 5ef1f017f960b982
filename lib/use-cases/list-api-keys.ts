import 'server-only'
import type { ApiKeyView } from '@/lib/core/api-key-view'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { listKeys } from '@/lib/db/api-keys'

import type { StaffCtx } from './staff-ctx'
import { toApiKeyView } from './to-api-key-view'

/** Every key of an internal tool, newest first. For admins. */
export const listApiKeys = async (ctx: StaffCtx): Promise<Result<ApiKeyView[]>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const keys = await listKeys(ctx.db)
  return succeed(keys.map((key) => toApiKeyView(key, ctx.now())))
}
