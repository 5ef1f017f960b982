import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import { listPresets, listsAsChangeable } from './list'
import { removePresetRow } from './store'
import type { PresetView } from './view'

/** Removes a preset for good. Answers with the list of what is left; `preset_not_found` for one that is no more, or not theirs. */
export async function removePreset(ctx: StaffCtx, id: string): Promise<Result<PresetView[]>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  if (!(await listsAsChangeable(ctx, id))) return fail({ code: 'preset_not_found' })
  await removePresetRow(ctx.db, { id, actorId: ctx.actor.id, at: ctx.now() })
  return succeed(await listPresets(ctx))
}
