import 'server-only'
import type { Staff } from '@/lib/core/staff'
import type { Db } from '@/lib/db/open'
import type { Nango } from '@/lib/nango/client'

/**
 * Who acts, when, and the rooms. The private field makes the type nominal: a plain object is none, so work without a
 * guard does not compile. Only `lib/doors` makes one, after its guard passed; `lib/house.test.ts` keeps that.
 */
export class StaffCtx {
  declare private readonly guarded: true
  readonly actor: Staff
  readonly db: Db
  readonly nango: Nango
  readonly now: () => Date

  constructor(parts: { actor: Staff; db: Db; nango: Nango; now: () => Date }) {
    this.actor = parts.actor
    this.db = parts.db
    this.nango = parts.nango
    this.now = parts.now
  }
}
