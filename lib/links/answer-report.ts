import 'server-only'
import { canEndLinks, canSee } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { recordReportAnswer } from '@/lib/handoff/record'

import { toLiveLinkView } from './read'
import { findLinkById } from './store/find'
import type { LinkView } from './view'

/**
 * Somebody of the staff, who asked the customer, says that a reported link was expected. `reportedAt`, an ISO string, names the
 * report that they saw: a newer one stays, and so does one of who had passed the check, which ended the link.
 */
export async function answerReport(
  ctx: StaffCtx,
  { linkId, reportedAt }: { linkId: string; reportedAt: string },
): Promise<Result<LinkView>> {
  if (!canEndLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const link = await findLinkById(ctx.db, linkId)
  if (!link || !canSee(ctx.actor, link)) return fail({ code: 'not_found' })
  await recordReportAnswer(ctx, { linkId, reportedAt: new Date(reportedAt), actorId: ctx.actor.id })
  return succeed(toLiveLinkView(ctx, (await findLinkById(ctx.db, linkId)) ?? link, null).link)
}
