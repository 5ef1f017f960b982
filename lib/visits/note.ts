import 'server-only'
import { ownValue } from '@/lib/core/json'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import { recordStep } from '@/lib/handoff/record'
import type { StuckReason } from '@/lib/handoff/words'
import { confirmLink } from '@/lib/links/confirm'
import { readStoredLink } from '@/lib/links/read'

import { onlyOne } from './open'
import { readProgress, type Visited } from './read'
import type { FrameEvent } from './schema'
import { insertReported } from './store'
import type { ProgressView } from './view'

/**
 * Keeps what the page of a visit heard from Connect UI, which staff see as it comes, and answers how far the link is. A
 * connection is believed when Nango has it. Fails with `link_ended` for a visit that did not pass the check.
 */
export async function noteEvent(
  ctx: DeskCtx,
  visited: Visited,
  event: FrameEvent,
): Promise<Result<ProgressView>> {
  const { link, visit } = visited
  if (!visit || visit.passedAt === null) return fail({ code: 'link_ended' })
  if (event.type === 'connect') await noteConnection(ctx, visited, event)
  else await noteStep(ctx, visited, event)
  const now = await readStoredLink(ctx, link.id)
  return succeed(readProgress(ctx, { ...visited, link: now ?? link }))
}

const noteConnection = async (
  ctx: DeskCtx,
  { link, visit }: Visited,
  { integrationKey, connectionId }: Extract<FrameEvent, { type: 'connect' }>,
) => {
  const isWanted = link.integrations.some((one) => one.key === integrationKey)
  if (!visit || !isWanted) return
  await insertReported(ctx.db, { visitId: visit.id, integrationKey, connectionId, at: ctx.now() })
  await recordStep(ctx, link.id, { kind: 'connected', integrationKey })
  await confirmLink(ctx, link.id)
}

const noteStep = async (ctx: DeskCtx, visited: Visited, event: FrameEvent) => {
  const integrationKey = onlyOne(visited)
  if (event.type === 'ready')
    return recordStep(ctx, visited.link.id, { kind: 'connecting', integrationKey })
  const reason = reasonOf(event)
  return reason === null
    ? undefined
    : recordStep(ctx, visited.link.id, { kind: 'stuck', integrationKey, reason })
}

/** Kinds of errors as Connect UI sends them: packages/connect-ui/src/views/Go.tsx, and the callback's own. */
const reasons: Record<string, StuckReason> = {
  blocked_by_browser: 'popup_blocked',
  window_closed: 'window_closed',
  connection_test_failed: 'refused',
  unknown_connect_session_token: 'session_over',
}

const reasonOf = (event: FrameEvent): StuckReason | null => {
  if (event.type === 'no_frame' || event.type === 'session_over') return event.type
  if (event.type !== 'error') return null
  return event.isDenied ? 'declined' : (ownValue(reasons, event.errorType) ?? 'unknown')
}
