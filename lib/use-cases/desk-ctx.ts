import 'server-only'
import type { Db } from '@/lib/db/open'
import type { Nango } from '@/lib/nango/client'

/**
 * When, and the rooms: for work that no person asked for, such as the sweep and webhooks. The private field makes the
 * type nominal: a plain object is none, so work without a guard does not compile. Only `lib/doors` makes one, after its
 * guard passed; `lib/house.test.ts` keeps that.
 */
export class DeskCtx {
  declare private readonly guarded: true
  readonly db: Db
  readonly nango: Nango
  readonly now: () => Date

  constructor(parts: { db: Db; nango: Nango; now: () => Date }) {
    this.db = parts.db
    this.nango = parts.nango
    this.now = parts.now
  }
}
