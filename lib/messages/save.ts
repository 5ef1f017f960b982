import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import type { SaveTemplateInput } from './schema'
import { insertTemplate } from './store'

/** Saves a text, or goes back to our own, as a new version. For admins; `template_changed` where another one was faster. */
export async function saveTemplate(ctx: StaffCtx, input: SaveTemplateInput): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const subject = input.body === null ? null : input.subject
  const isKept = await insertTemplate(ctx.db, { ...input, subject, actorId: ctx.actor.id, at: ctx.now() })
  return isKept ? succeed(null) : fail({ code: 'template_changed' })
}
