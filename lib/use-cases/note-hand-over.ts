import 'server-only'
import type { EventKind } from '@/lib/audit/events'
import { recordEvent } from '@/lib/audit/record'
import { canReveal } from '@/lib/core/actor'
import type { HandOver } from '@/lib/core/hand-over'
import { isLive } from '@/lib/core/link-state'
import { fail, succeed, type Result } from '@/lib/core/result'
import { findLinkById } from '@/lib/db/find-link'
import { takeAllowance } from '@/lib/db/take-allowance'

import type { StaffCtx } from './staff-ctx'

const kinds = {
  copied: 'link.copied',
  revealed: 'link.revealed',
  full_screen: 'link.qr_shown',
  download: 'link.qr_shown',
  shared: 'link.copied',
} as const satisfies Record<HandOver, EventKind>

/** Hand-overs of one person that are recorded: nobody passes on more links than that. */
const mostAMinute = 60

/** Keeps that a live link was passed on, and how, by somebody who may see it. */
export const noteHandOver = async (
  ctx: StaffCtx,
  { id, how }: { id: string; how: HandOver },
): Promise<Result<null>> => {
  const link = await findLinkById(ctx.db, id)
  if (!link || !isLive(link.state) || !canReveal(ctx.actor, link)) return fail({ code: 'not_found' })
  const { isSpent, resetSeconds } = await takeAllowance(ctx.db, `handed ${ctx.actor.id}`, mostAMinute)
  if (isSpent) return fail({ code: 'rate_limited', retryAfterSeconds: resetSeconds })
  const event = { kind: kinds[how], actorId: ctx.actor.id, linkId: id, facts: { how } }
  await recordEvent(ctx.db, { at: ctx.now(), ...event })
  return succeed(null)
}
