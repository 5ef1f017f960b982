import { z } from 'zod'

import { StaffId } from './links-query'
import { Role } from './staff'

/** Another role for a person. */
export const RoleChange = z.strictObject({ id: StaffId, role: Role })
