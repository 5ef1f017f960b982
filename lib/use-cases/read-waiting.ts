import 'server-only'
import { canMakeLinks } from '@/lib/core/actor'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { WaitingLink } from '@/lib/core/waiting-link'
import type { WaitingQuestion } from '@/lib/core/waiting-question'
import { findWaitingLinks } from '@/lib/db/find-waiting-links'
import type { Link } from '@/lib/db/link-row'

import type { StaffCtx } from './staff-ctx'

/** The links that wait for a connection by now, for who may make another. Nango is not asked. */
export const readWaiting = async (
  ctx: StaffCtx,
  { integration, id, customer }: WaitingQuestion,
): Promise<Result<WaitingLink[]>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const of = { id, integrationKey: integration, customerId: customer ?? null }
  const waitingFor = await findWaitingLinks(ctx.db, [of], ctx.now())
  return succeed(waitingFor(of).map((link) => toWaitingLink(ctx, link)))
}

/** A live link as it is named beside a connection. */
export const toWaitingLink = (ctx: StaffCtx, link: Link): WaitingLink => ({
  id: link.id,
  isReconnect: link.reconnectsId !== null,
  integrations: link.integrations.map(({ displayName }) => displayName),
  makerName: link.makerName,
  isMine: link.makerId === ctx.actor.id,
  endsAt: (link.endsAt ?? ctx.now()).toISOString(),
})
