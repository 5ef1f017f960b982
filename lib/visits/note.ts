import 'server-only'
import { ownValue } from '@/lib/core/json'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import { recordStep } from '@/lib/handoff/record'
import { confirmLink } from '@/lib/links/confirm'
import { readStoredLink } from '@/lib/links/read'

import { readProgress, type Visited } from './read'
import type { FrameEvent } from './schema'
import { insertReported } from './store'
import type { ProgressView } from './view'
import type { StuckReason } from './words'

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

type StepEvent = Exclude<FrameEvent, { type: 'connect' }>

const noteStep = async (ctx: DeskCtx, visited: Visited, event: StepEvent) => {
  if (event.type === 'poll') return undefined
  const integrationKey = keyOf(visited, event.integrationKey)
  const { id } = visited.link
  if (event.type === 'ready') return recordStep(ctx, id, { kind: 'connecting', integrationKey })
  if (event.type === 'close') return recordStep(ctx, id, { kind: 'opened' })
  return recordStep(ctx, id, { kind: 'stuck', integrationKey, reason: reasonOf(event) })
}

/** An integration of this link, or none. */
const keyOf = ({ link }: Visited, key: string) =>
  link.integrations.find((one) => one.key === key)?.key ?? null

/** Kinds of errors as Connect UI sends them: packages/connect-ui/src/views/Go.tsx, and the callback's own. */
const reasons: Record<string, StuckReason> = {
  blocked_by_browser: 'popup_blocked',
  window_closed: 'window_closed',
  connection_test_failed: 'refused',
  unknown_connect_session_token: 'session_over',
}

type Trouble = Extract<FrameEvent, { type: 'error' | 'no_frame' | 'session_over' }>

const reasonOf = (event: Trouble): StuckReason => {
  if (event.type !== 'error') return event.type
  return event.isDenied ? 'declined' : (ownValue(reasons, event.errorType) ?? 'unknown')
}
