import 'server-only'
import type { ApiKeyActor } from '@/lib/core/actor'

import { ActorCtx } from './actor-ctx'

/** The rooms, and which internal tool acts in them. */
export class KeyCtx extends ActorCtx<ApiKeyActor> {
  declare private readonly isKey: true
}
