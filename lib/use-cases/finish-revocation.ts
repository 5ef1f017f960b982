import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'
import { readLinkSecret } from '@/lib/db/find-link'
import { endRevoked } from '@/lib/db/move-link'
import { deleteConnectSession } from '@/lib/nango/delete-connect-session'
import { findConnectionsOfLink } from '@/lib/nango/find-connections'

import type { DeskCtx } from './desk-ctx'
import { noteConnections } from './note-connections'

/**
 * Ends a live link at Nango, then here. A connection that was made just before wins: the link is then connected. Does
 * nothing to a link whose token is gone.
 */
export const finishRevocation = async (ctx: DeskCtx, id: string): Promise<Result<null>> => {
  const secret = await readLinkSecret(ctx.db, id)
  if (!secret) return succeed(null)
  const deleted = await deleteConnectSession(ctx.nango, secret.token)
  if (!deleted.ok) return fail(deleted.failure)
  const found = await findConnectionsOfLink(ctx.nango, id)
  if (found.ok) await noteConnections(ctx, found.value)
  await endRevoked(ctx.db, { id, at: ctx.now(), nangoStatus: deleted.value.status })
  return succeed(null)
}
