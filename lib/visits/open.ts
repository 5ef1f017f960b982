import 'server-only'
import { buildConnectUrl } from '@/lib/core/connect-url'
import type { FailureCode } from '@/lib/core/failure'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'
import { endReplaced } from '@/lib/handoff/end'
import { recordSession, recordStep } from '@/lib/handoff/record'
import { openSessionOfVisit } from '@/lib/links/open-session'
import { deleteConnectSession } from '@/lib/nango/delete-session'

import { hasPassed, readIsOpen, type Visited } from './read'
import { insertWentOn } from './store'
import type { SessionView } from './view'

/**
 * Makes the connect session that a visit needs now, for one integration, and ends every other one of the
 * link: there is one at a time. Fails with `link_ended` for a visit that did not pass the check, and where the link does nothing any more.
 */
export async function openVisitSession(
  ctx: DeskCtx,
  visited: Visited,
  integrationKey: string,
): Promise<Result<SessionView>> {
  const { visit } = visited
  if (!mayConnect(ctx, visited) || !visit) return fail({ code: 'link_ended' })
  return open(ctx, visited, { visitId: visit.id, integrationKey })
}

const mayConnect = (ctx: DeskCtx, visited: Visited) => readIsOpen(ctx, visited) && hasPassed(visited)

const lasting: FailureCode[] = [
  'connection_gone',
  'connection_tags_full',
  'connection_unreadable',
  'nango_refused',
]

/** Whether a failure to make a session comes again however often it is tried: the customer needs another link. */
export function opensNoMore(code: FailureCode): boolean {
  return lasting.includes(code)
}

/** Connect sessions of one link a minute: each costs Nango two calls of the account's limit, and one more where it reconnects. */
const mostSessions = 12

const open = async (
  ctx: DeskCtx,
  { link }: Visited,
  { visitId, integrationKey }: { visitId: string; integrationKey: string | null },
): Promise<Result<SessionView>> => {
  const { isSpent, resetSeconds } = await consumeAllowance(ctx.db, `sessions ${link.id}`, mostSessions)
  if (isSpent) return fail({ code: 'rate_limited', retryAfterSeconds: resetSeconds })
  const opened = await openSessionOfVisit(ctx, link.id, { visitId, integrationKey })
  if (!opened.ok) return opened
  const { token, endsAt, base } = opened.value
  const before = await recordSession(ctx, { linkId: link.id, visitId, token, endsAt, at: ctx.now() })
  if (before === null) {
    await deleteConnectSession(ctx.nango, token)
    return fail({ code: 'link_ended' })
  }
  await endReplaced(ctx, before)
  return succeed({
    token,
    connectUrl: base,
    apiUrl: ctx.nango.apiUrlInLinks,
    language: link.language,
    remainingMs: Math.max(0, endsAt.getTime() - ctx.now().getTime()),
  })
}

/**
 * Where Nango's own page goes on with the link, in the same tab: for browsers that show no frame, or run no script. That
 * page tells ours nothing, so what comes of it counts by its session alone.
 */
export async function openNangoPage(ctx: DeskCtx, visited: Visited): Promise<Result<string>> {
  if (!mayConnect(ctx, visited)) return fail({ code: 'link_ended' })
  const visitId = await insertWentOn(ctx.db, visited.link.id, ctx.now())
  const opened = await open(ctx, visited, { visitId, integrationKey: null })
  if (!opened.ok) return opened
  await recordStep(ctx, visited.link.id, { kind: 'connecting', integrationKey: onlyOne(visited) })
  const { connectUrl, token, apiUrl, language } = opened.value
  return succeed(buildConnectUrl({ base: connectUrl, token, apiUrl, language }))
}

/** The integration that the customer is at, where only one is left. */
const onlyOne = ({ link }: Visited): string | null => {
  const left = link.integrations.filter((one) => one.connectedAt === null)
  return left.length === 1 ? (left[0]?.key ?? null) : null
}
