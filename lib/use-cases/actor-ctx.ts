import 'server-only'
import type { Actor } from '@/lib/core/actor'
import type { Db } from '@/lib/db/open'
import type { Nango } from '@/lib/nango/client'

import { DeskCtx } from './desk-ctx'

/** The rooms, and who acts in them: somebody of the staff, or an internal tool with its key. */
export class ActorCtx<A extends Actor = Actor> extends DeskCtx {
  declare private readonly hasActor: true
  readonly actor: A

  constructor(parts: { actor: A; db: Db; nango: Nango; now: () => Date }) {
    super(parts)
    this.actor = parts.actor
  }
}
