import 'server-only'
import { type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'

import type { PreferencesChange } from './schema'
import { changePreferences } from './store/people'

/**
 * Saves what a person chose for themselves, whatever their role; it counts from their next page on. No event: it is about
 * nobody but them.
 */
export async function savePreferences(ctx: StaffCtx, change: PreferencesChange): Promise<Result<null>> {
  await changePreferences(ctx.db, ctx.actor.id, change)
  return succeed(null)
}
