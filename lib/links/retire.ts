import 'server-only'
import type { DeskCtx } from '@/lib/ctx'

import { deleteConnectSession } from './nango'
import { findLinkById, readLinkSecret } from './store/find'
import { retireToken, type Retirement } from './store/move'

/** A token is kept at most this long after its link's end, whether Nango could be told or not. */
const keptMs = 45_000

/**
 * Deletes the connect session of a connected link at Nango, so that nothing new can be begun through it, and erases its token.
 * When Nango cannot be told, the sweep tries again until the token's time is up.
 */
export async function retireLink(ctx: DeskCtx, id: string): Promise<void> {
  const link = await findLinkById(ctx.db, id)
  if (link?.state !== 'connected') return
  const answer = await deleteAtNango(ctx, id)
  if (answer && (isFinal(answer) || ctx.now().getTime() - (link.endedAt?.getTime() ?? 0) > keptMs))
    await retireToken(ctx.db, id, ctx.now(), answer)
}

const isFinal = (answer: Retirement) => answer.kind === 'link.retired' || answer.facts.code === keyMissing

/** The key that sealed the token is not among the settings any more: it can never be told to Nango. */
const keyMissing = 'key_missing'

const deleteAtNango = async (ctx: DeskCtx, id: string): Promise<Retirement | null> => {
  const secret = await readLinkSecret(ctx.db, id).catch(() => keyMissing)
  if (secret === null) return null
  if (typeof secret === 'string') return { kind: 'link.retire_failed', facts: { code: secret } }
  const deleted = await deleteConnectSession(ctx.nango, secret.token)
  return deleted.ok
    ? { kind: 'link.retired', facts: { nangoStatus: deleted.value.status } }
    : { kind: 'link.retire_failed', facts: { code: deleted.failure.code } }
}
