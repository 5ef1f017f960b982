import 'server-only'
import { canCreateLinks, canManageDesk } from '@/lib/core/actor'
import type { StaffCtx } from '@/lib/ctx'

import { findPresetOwner, listPresetsFor } from './store'
import type { PresetView } from './view'

/** Own ones are for their owner, shared ones for admins to change. */
const mayChange = ({ actor }: StaffCtx, ownerId: string | null) =>
  ownerId === null ? canManageDesk(actor) : ownerId === actor.id && canCreateLinks(actor)

/** A person's own presets and the shared ones, by name; none for those who make no links. */
export async function listPresets(ctx: StaffCtx): Promise<PresetView[]> {
  if (!canCreateLinks(ctx.actor)) return []
  const found = await listPresetsFor(ctx.db, ctx.actor.id)
  return found.map(({ ownerId, ...preset }) => ({
    ...preset,
    isShared: ownerId === null,
    canChange: mayChange(ctx, ownerId),
  }))
}

/** Whether there is such a preset and this person may change it. */
export async function listsAsChangeable(ctx: StaffCtx, id: string): Promise<boolean> {
  const preset = await findPresetOwner(ctx.db, id)
  return preset !== undefined && mayChange(ctx, preset.ownerId)
}
