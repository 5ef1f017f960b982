import 'server-only'
import type { EventKind } from '@/lib/audit/events'
import { recordEvent } from '@/lib/audit/record'
import { canReveal } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'
import { loadIntegrationNames } from '@/lib/integrations/list'

import { toLiveLinkView } from './read'
import type { HandOver } from './schema/lists'
import { findLinkById, readLinkSecret } from './store/find'
import type { Link } from './store/row'
import type { LiveLinkView } from './view'
import { isLive } from './words'

/** A stored link for somebody who opens it once more: where that shows its URL, it is an event. */
export async function revealLink(ctx: StaffCtx, link: Link): Promise<LiveLinkView> {
  const view = toLiveLinkView(ctx, link, await readLinkSecret(ctx.db, link.id))
  if (view.url !== null)
    await recordEvent(ctx.db, {
      at: ctx.now(),
      kind: 'link.revealed',
      actorId: ctx.actor.id,
      linkId: link.id,
      facts: {},
    })
  return view
}

/** Opens a link's card again, as stored: the card itself asks how it stands. Showing its URL once more is for its maker and admins, and is an event each time. */
export async function openLink(ctx: StaffCtx, id: string): Promise<Result<LiveLinkView>> {
  await loadIntegrationNames(ctx)
  const link = await findLinkById(ctx.db, id)
  if (!link || link.state === 'creating') return fail({ code: 'not_found' })
  return succeed(await revealLink(ctx, link))
}

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
export async function recordHandOver(
  ctx: StaffCtx,
  { id, how }: { id: string; how: HandOver },
): Promise<Result<null>> {
  const link = await findLinkById(ctx.db, id)
  if (!link || !isLive(link.state) || !canReveal(ctx.actor, link)) return fail({ code: 'not_found' })
  const { isSpent, resetSeconds } = await consumeAllowance(ctx.db, `handed ${ctx.actor.id}`, mostAMinute)
  if (isSpent) return fail({ code: 'rate_limited', retryAfterSeconds: resetSeconds })
  const event = { kind: kinds[how], actorId: ctx.actor.id, linkId: id, facts: { how } }
  await recordEvent(ctx.db, { at: ctx.now(), ...event })
  return succeed(null)
}
