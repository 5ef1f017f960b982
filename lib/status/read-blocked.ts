import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { type Result, succeed } from '@/lib/core/result'
import { within } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { settings } from '@/lib/settings/env'

import { deskFacts, readDeskStatus } from './read'
import { readNangoCheck } from './read-nango'
import type { DeskFacts, DeskStatus, NangoCheck } from './view'
import { isBlocked, toChecklist } from './words'

/** So long the form waits for Nango to say whether it will do. */
const patienceMs = 1_000

type Blocked = { facts: DeskFacts; status: DeskStatus; check: Promise<Result<NangoCheck>> }

/** What the checklist goes by, for an admin while something keeps links from doing their work; null for all others. */
export async function readBlocked(ctx: StaffCtx): Promise<Blocked | null> {
  if (!canManageDesk(ctx.actor) || settings().mode === 'sandbox') return null
  const status = await readDeskStatus(ctx)
  if (!status.ok) return null
  const facts = deskFacts()
  const findBlocked = async (afresh: boolean): Promise<Blocked | null> => {
    const check = await within(patienceMs, readNangoCheck(ctx, { afresh }))
    if (!check?.ok || !isBlocked(toChecklist({ facts, status: status.value, check: check.value })))
      return null
    return { facts, status: status.value, check: Promise.resolve(succeed(check.value)) }
  }
  // What is mended by now keeps nobody from the form.
  return (await findBlocked(false)) && findBlocked(true)
}
