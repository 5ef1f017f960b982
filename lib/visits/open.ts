import 'server-only'
import { buildConnectUrl } from '@/lib/core/connect-url'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import { listSessions, recordDeleted, recordSession, recordStep } from '@/lib/handoff/record'
import { openSessionOfVisit } from '@/lib/links/open-session'
import { deleteConnectSession } from '@/lib/nango/delete-session'

import { readIsOpen, type Visited } from './read'
import { setWentOn } from './store'
import type { SessionView } from './view'

/**
 * Makes the connect session that a visit needs now, for one integration or for all that are left, and ends every other one of the
 * link: there is one at a time. Fails with
 * `link_ended` for a visit that did not pass the check, and where the link does nothing any more.
 */
export async function openVisitSession(
  ctx: DeskCtx,
  visited: Visited,
  integrationKey: string | null,
): Promise<Result<SessionView>> {
  const { link, visit } = visited
  if (!readIsOpen(ctx, visited) || !visit || visit.passedAt === null) return fail({ code: 'link_ended' })
  const opened = await openSessionOfVisit(ctx, link.id, { visitId: visit.id, integrationKey })
  if (!opened.ok) return opened
  const { token, endsAt, base } = opened.value
  const kept = await recordSession(ctx, { linkId: link.id, visitId: visit.id, token, endsAt, at: ctx.now() })
  if (kept === null) {
    await deleteConnectSession(ctx.nango, token)
    return fail({ code: 'link_ended' })
  }
  await endOthers(ctx, link.id, kept)
  return succeed({
    token,
    connectUrl: base,
    apiUrl: ctx.nango.apiUrlInLinks,
    language: link.language,
    remainingMs: Math.max(0, endsAt.getTime() - ctx.now().getTime()),
  })
}

/** What Nango cannot be told now ends by its clock, or with the link. */
const endOthers = async (ctx: DeskCtx, linkId: string, keptId: string) => {
  for (const session of await listSessions(ctx, linkId)) {
    if (session.id >= keptId) continue
    const deleted = await deleteConnectSession(ctx.nango, session.token)
    if (deleted.ok) await recordDeleted(ctx, session.id)
  }
}

/**
 * Where Nango's own page goes on with the link, in the same tab: for browsers that show no frame, or run no script. That
 * page tells ours nothing, so what comes of it counts by the visit alone.
 */
export async function openNangoPage(ctx: DeskCtx, visited: Visited): Promise<Result<string>> {
  const opened = await openVisitSession(ctx, visited, null)
  if (!opened.ok) return opened
  if (visited.visit) await setWentOn(ctx.db, visited.visit.id, ctx.now())
  await recordStep(ctx, visited.link.id, { kind: 'connecting', integrationKey: onlyOne(visited) })
  const { connectUrl, token, apiUrl, language } = opened.value
  return succeed(buildConnectUrl({ base: connectUrl, token, apiUrl, language }))
}

/** The integration that the customer is at, where only one is left. */
export function onlyOne({ link }: Visited): string | null {
  const left = link.integrations.filter((one) => one.connectedAt === null)
  return left.length === 1 ? (left[0]?.key ?? null) : null
}
