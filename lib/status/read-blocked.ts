import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { within } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { settings } from '@/lib/settings/env'

import { deskFacts, readDeskStatus } from './read'
import { readNangoCheck } from './read-nango'
import { isBlocked, toChecklist } from './words'

/** So long the form waits for Nango to say whether it will do. */
const patienceMs = 1_000

/** Whether the checklist comes before the form: for an admin, while something keeps links from doing their work. */
export async function readBlocked(ctx: StaffCtx): Promise<boolean> {
  if (!canManageDesk(ctx.actor) || settings().mode === 'sandbox') return false
  const status = await readDeskStatus(ctx)
  if (!status.ok) return false
  const facts = deskFacts()
  const isBlockedNow = async (afresh: boolean) => {
    const check = await within(patienceMs, readNangoCheck(ctx, { afresh }))
    return check?.ok === true && isBlocked(toChecklist({ facts, status: status.value, check: check.value }))
  }
  // What is mended by now keeps nobody from the form.
  return (await isBlockedNow(false)) && isBlockedNow(true)
}
