import { z } from 'zod'

import { Role } from '@/lib/core/actor'
import { StaffId } from '@/lib/core/ids'

/** Whom to shut out, and whether the API keys that they created end with it: they do unless somebody says otherwise. */
export const DisableStaffInput = z.strictObject({ id: StaffId, revokesKeys: z.boolean().default(true) })
export type DisableStaffInput = z.infer<typeof DisableStaffInput>

/** Another role for a person. */
export const RoleChange = z.strictObject({ id: StaffId, role: Role })
