import 'server-only'
import type { Staff } from '@/lib/core/staff'
import type { Db } from '@/lib/db/open'
import type { Nango } from '@/lib/nango/client'

import { DeskCtx } from './desk-ctx'

/** The rooms, and who acts in them. */
export class StaffCtx extends DeskCtx {
  declare private readonly isStaff: true
  readonly actor: Staff

  constructor(parts: { actor: Staff; db: Db; nango: Nango; now: () => Date }) {
    super(parts)
    this.actor = parts.actor
  }
}
