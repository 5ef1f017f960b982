import 'server-only'
import type { Actor, ApiKeyActor, Staff } from '@/lib/core/actor'
import type { Db } from '@/lib/db/open'
import type { Nango } from '@/lib/nango/client'

/**
 * The clock, the database and Nango: for work that no person asked for, such as the sweep and webhooks. The private field makes the
 * type nominal: a plain object is none, so work without a guard does not compile. Only `lib/guards` creates one, after its
 * guard passed; `lib/architecture.test.ts` keeps that.
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

/** The same, and who acts: somebody of the staff, or an internal tool with its key. */
export class ActorCtx<A extends Actor = Actor> extends DeskCtx {
  declare private readonly hasActor: true
  readonly actor: A

  constructor(parts: { actor: A; db: Db; nango: Nango; now: () => Date }) {
    super(parts)
    this.actor = parts.actor
  }
}

/** The same, and who of the staff acts. */
export class StaffCtx extends ActorCtx<Staff> {
  declare private readonly isStaff: true
}

/** The same, and which internal tool acts. */
export class KeyCtx extends ActorCtx<ApiKeyActor> {
  declare private readonly isKey: true
}
