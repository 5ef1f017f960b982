import 'server-only'
import type { Staff } from '@/lib/core/staff'

import { ActorCtx } from './actor-ctx'

/** The rooms, and who of the staff acts in them. */
export class StaffCtx extends ActorCtx<Staff> {
  declare private readonly isStaff: true
}
