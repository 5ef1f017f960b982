import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { beginAgain } from '@/lib/db/outgoing-webhooks'

import type { StaffCtx } from './staff-ctx'

/** Has a webhook sent again, with all its attempts and the same id. Admins only. */
export const sendWebhookAgain = async (ctx: StaffCtx, id: string): Promise<Result<null>> => {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const isBegun = await beginAgain(ctx.db, id, { actorId: ctx.actor.id, at: ctx.now() })
  return isBegun ? succeed(null) : fail({ code: 'webhook_not_found' })
}
