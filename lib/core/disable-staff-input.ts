import { z } from 'zod'

import { StaffId } from './links-query'

/** Whom to shut out, and whether the API keys that they made end with it: they do unless somebody says otherwise. */
export const DisableStaffInput = z.strictObject({ id: StaffId, revokesKeys: z.boolean().default(true) })
export type DisableStaffInput = z.infer<typeof DisableStaffInput>
