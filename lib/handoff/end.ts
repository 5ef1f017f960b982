import 'server-only'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import { deleteConnectSession } from '@/lib/nango/delete-session'

import {
  findLeftSessions,
  type LiveSession,
  retireOverSessions,
  retireSession,
  selectLiveSessions,
} from './store/sessions'

/**
 * Deletes every connect session of a hand-off link at Nango and erases their tokens. Returns Nango's last answer: 401 where
 * there was none left to end. What cannot be asked now stays for the sweep.
 */
export async function endSessions(ctx: DeskCtx, linkId: string): Promise<Result<{ status: 204 | 401 }>> {
  let status: 204 | 401 = 401
  for (const session of await selectLiveSessions(ctx.db, linkId)) {
    const deleted = await deleteConnectSession(ctx.nango, session.token)
    if (!deleted.ok) return fail(deleted.failure)
    if (deleted.value.status === 204) status = 204
    await retireSession(ctx.db, session.id, ctx.now(), 'deleted')
  }
  return succeed({ status })
}

/** Deletes what a link's address stands for at Nango: its own session, or every session of a hand-off link. */
export function endSecret(
  ctx: DeskCtx,
  linkId: string,
  { token, isHandoff }: { token: string; isHandoff: boolean },
) {
  return isHandoff ? endSessions(ctx, linkId) : deleteConnectSession(ctx.nango, token)
}

/** Ends some sessions that others took the place of. What Nango cannot be told now ends by its clock, or with the link. */
export async function endReplaced(ctx: DeskCtx, sessions: LiveSession[]): Promise<void> {
  for (const { id, token } of sessions)
    if ((await deleteConnectSession(ctx.nango, token)).ok)
      await retireSession(ctx.db, id, ctx.now(), 'deleted')
}

/** Ends what is left of links that have ended, whoever was cut off while doing it; what fails now is tried again. */
export async function endLeftSessions(ctx: DeskCtx): Promise<void> {
  await retireOverSessions(ctx.db, ctx.now())
  for (const linkId of await findLeftSessions(ctx.db)) await endSessions(ctx, linkId)
}
