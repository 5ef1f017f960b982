'use server'

import { StaffId } from '@/lib/core/ids'
import { staffAction } from '@/lib/guards/staff-action'

import { changeRole, disableStaff, enableStaff } from './change'
import { savePreferences } from './save-preferences'
import { DisableStaffInput, PreferencesChange, RoleChange } from './schema'

/** The Disable button of a person. Answers with their links that lived until then. */
export const disableStaffAction = staffAction(
  { name: 'staff.disable', input: DisableStaffInput, doing: 'staff' },
  disableStaff,
)

/** The Enable button of a disabled person. */
export const enableStaffAction = staffAction(
  { name: 'staff.enable', input: StaffId, doing: 'staff' },
  enableStaff,
)

/** The role of a person, saved. */
export const changeRoleAction = staffAction(
  { name: 'staff.change_role', input: RoleChange, doing: 'staff' },
  changeRole,
)

/** A box of the Preferences page: anybody's own. */
export const savePreferencesAction = staffAction(
  { name: 'staff.save_preferences', input: PreferencesChange, doing: 'staff' },
  savePreferences,
)
