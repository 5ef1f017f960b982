import 'server-only'
import { canEndLinks, canSee } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx, StaffCtx } from '@/lib/ctx'
import { recordReportAnswer } from '@/lib/handoff/record'
import { findConnectionsOfLink } from '@/lib/nango/list-connections'

import { doubtMs, toLiveLinkView } from './read'
import { recordConnections } from './record-connections'
import { findLinkById } from './store/find'
import { confirmByHand, confirmByVisits } from './store/handoff'
import { doubtConnection, findDoubtful } from './store/late'
import type { Link } from './store/row'
import type { LinkView } from './view'

/** Reads at Nango what came of a hand-off link, and confirms what its own customer made. Where Nango does not answer the sweep goes on. */
export async function confirmLink(ctx: DeskCtx, linkId: string): Promise<void> {
  const link = await findLinkById(ctx.db, linkId)
  // What is known already needs no question.
  if (link?.integrations.some((one) => one.connectedAt === null)) {
    const found = await findConnectionsOfLink(ctx.nango, linkId)
    if (found.ok) await recordConnections(ctx, found.value)
  }
  await confirmByVisits(ctx.db, linkId, ctx.now())
}

/** The link of which somebody of the staff says how it is. */
const findJudged = async (ctx: StaffCtx, linkId: string): Promise<Result<Link>> => {
  if (!canEndLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const link = await findLinkById(ctx.db, linkId)
  return link && canSee(ctx.actor, link) ? succeed(link) : fail({ code: 'not_found' })
}

const viewAgain = async (ctx: StaffCtx, link: Link): Promise<Result<LinkView>> =>
  succeed(toLiveLinkView(ctx, (await findLinkById(ctx.db, link.id)) ?? link, null).link)

/** Somebody of the staff, who asked the customer, says that a connection which no page confirmed is theirs. */
export async function confirmConnection(
  ctx: StaffCtx,
  { linkId, integrationKey }: { linkId: string; integrationKey: string },
): Promise<Result<LinkView>> {
  const found = await findJudged(ctx, linkId)
  if (!found.ok) return found
  // Nobody doubts what came of Nango's own link.
  if (found.value.handoff)
    await confirmByHand(ctx.db, { linkId, integrationKey, actorId: ctx.actor.id, at: ctx.now() })
  return viewAgain(ctx, found.value)
}

/**
 * Somebody of the staff, who asked the customer, says that a reported link was expected. `reportedAt`, an ISO string, names the
 * report that they saw: a newer one stays, and so does one of who had passed the check, which ended the link.
 */
export async function answerReport(
  ctx: StaffCtx,
  { linkId, reportedAt }: { linkId: string; reportedAt: string },
): Promise<Result<LinkView>> {
  const found = await findJudged(ctx, linkId)
  if (!found.ok) return found
  await recordReportAnswer(ctx, { linkId, reportedAt: new Date(reportedAt), actorId: ctx.actor.id })
  return viewAgain(ctx, found.value)
}

/** Raises an alarm for each connection of a hand-off link that nobody confirmed, once. */
export async function confirmOrDoubt(ctx: DeskCtx): Promise<void> {
  for (const one of await findDoubtful(ctx.db, new Date(ctx.now().getTime() - doubtMs))) {
    await confirmByVisits(ctx.db, one.linkId, ctx.now())
    await doubtConnection(ctx.db, { ...one, at: ctx.now() })
  }
}
