import { z } from 'zod'

import { Role } from '@/lib/core/actor'
import { StaffId } from '@/lib/core/ids'
import { PresetId } from '@/lib/presets/schema'

import { defaultPreferences, type Preferences } from './view'

/** Whom to shut out, and whether the API keys that they created end with it: they do unless somebody says otherwise. */
export const DisableStaffInput = z.strictObject({ id: StaffId, revokesKeys: z.boolean().default(true) })
export type DisableStaffInput = z.infer<typeof DisableStaffInput>

/** Another role for a person. */
export const RoleChange = z.strictObject({ id: StaffId, role: Role })

const preferences = {
  hasSound: z.boolean(),
  hasNotifications: z.boolean(),
  copiesAtOnce: z.boolean(),
  defaultPreset: PresetId.nullable(),
  hasKeys: z.boolean(),
} satisfies Record<keyof Preferences, z.ZodType>

/** Those that a person changes; the others stay as they are. */
export const PreferencesChange = z.strictObject(preferences).partial()
export type PreferencesChange = z.infer<typeof PreferencesChange>

/** What stands in the database, by whatever release: what this one cannot read counts as never chosen. */
export const StoredPreferences: z.ZodType<Preferences> = z
  .object({
    hasSound: preferences.hasSound.catch(defaultPreferences.hasSound),
    hasNotifications: preferences.hasNotifications.catch(defaultPreferences.hasNotifications),
    copiesAtOnce: preferences.copiesAtOnce.catch(defaultPreferences.copiesAtOnce),
    defaultPreset: preferences.defaultPreset.catch(defaultPreferences.defaultPreset),
    hasKeys: preferences.hasKeys.catch(defaultPreferences.hasKeys),
  })
  .catch(defaultPreferences)
