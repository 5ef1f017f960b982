import 'server-only'
import { findLinkById, readLinkSecret } from '@/lib/db/find-link'
import { retireToken } from '@/lib/db/move-link'
import { deleteConnectSession } from '@/lib/nango/delete-connect-session'

import type { DeskCtx } from './desk-ctx'

/** A token is kept at most this long after its link's end, whether Nango could be told or not. */
const keptMs = 45_000

/**
 * Deletes the connect session of a connected link at Nango, so that the link cannot be used again, and erases its token.
 * When Nango cannot be told, the sweep tries again until the token's time is up.
 */
export const retireLink = async (ctx: DeskCtx, id: string): Promise<void> => {
  const link = await findLinkById(ctx.db, id)
  if (link?.state !== 'connected') return
  const isLast = ctx.now().getTime() - (link.endedAt?.getTime() ?? 0) > keptMs
  const secret = await readLinkSecret(ctx.db, id).catch(() => 'unreadable' as const)
  if (!secret) return
  const deleted = secret === 'unreadable' ? null : await deleteConnectSession(ctx.nango, secret.token)
  if (deleted?.ok)
    await retireToken(ctx.db, id, ctx.now(), { kind: 'link.retired', nangoStatus: deleted.value.status })
  else if (isLast || !deleted) {
    const code = deleted ? deleted.failure.code : 'key_missing'
    await retireToken(ctx.db, id, ctx.now(), { kind: 'link.retire_failed', code })
  }
}
