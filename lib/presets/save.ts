import 'server-only'
import { canCreateLinks, canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import { listPresets, listsAsChangeable } from './list'
import type { RenamePresetInput, SavePresetInput } from './schema'
import { mostPresets, renamePresetRow, savePresetRow } from './store'
import type { PresetView } from './view'

const refuseName = (name: string) => fail({ code: 'invalid_input', fieldErrors: { name } })
const taken = 'There is a preset of this name already. Choose another name.'
const full = `There are ${mostPresets} presets, as many as there can be. Delete one first.`

/** Saves a filling of the form under a name: one's own for agents, a shared one for admins. Answers with the whole list. */
export async function savePreset(
  ctx: StaffCtx,
  { name, isShared, replaces, content }: SavePresetInput,
): Promise<Result<PresetView[]>> {
  const isAllowed = isShared ? canManageDesk(ctx.actor) : canCreateLinks(ctx.actor)
  if (!isAllowed) return fail({ code: 'not_allowed' })
  const { id } = ctx.actor
  const ownerId = isShared ? null : id
  const saved = await savePresetRow(ctx.db, { ownerId, name, content, replaces, actorId: id, at: ctx.now() })
  if (saved === 'saved') return succeed(await listPresets(ctx))
  return refuseName(saved === 'taken' ? taken : full)
}

/** Gives a preset another name. Answers with the whole list. */
export async function saveName(
  ctx: StaffCtx,
  { id, name }: RenamePresetInput,
): Promise<Result<PresetView[]>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  if (!(await listsAsChangeable(ctx, id))) return fail({ code: 'preset_not_found' })
  const renamed = await renamePresetRow(ctx.db, { id, name, actorId: ctx.actor.id, at: ctx.now() })
  if (renamed === 'taken') return refuseName(taken)
  return renamed === 'renamed' ? succeed(await listPresets(ctx)) : fail({ code: 'preset_not_found' })
}
