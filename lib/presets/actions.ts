'use server'

import { staffAction } from '@/lib/guards/staff-action'

import { removePreset } from './remove'
import { saveName, savePreset } from './save'
import { PresetId, RenamePresetInput, SavePresetInput } from './schema'

/** Saves what stands in the form under a name. */
export const savePresetAction = staffAction(
  { name: 'preset.save', input: SavePresetInput, doing: 'preset' },
  savePreset,
)

export const renamePresetAction = staffAction(
  { name: 'preset.rename', input: RenamePresetInput, doing: 'preset' },
  saveName,
)

export const removePresetAction = staffAction(
  { name: 'preset.remove', input: PresetId, doing: 'preset' },
  removePreset,
)
