import 'server-only'
import { lateMs } from '@/lib/core/late-connection'
import { findAbandoned, findUnretired, findUnrevoked, hasOpenLinks } from '@/lib/db/find-unsettled'
import { failLink } from '@/lib/db/move-link'
import { postponeTurn } from '@/lib/db/nango-states'
import { claimUnfinishedReconnect, eraseSnapshots } from '@/lib/db/reconnects'

import { callMs, catchUp } from './catch-up'
import type { DeskCtx } from './desk-ctx'
import { doEach } from './do-each'
import { finishReconnect } from './finish-reconnect'
import { finishRevocation } from './finish-revocation'
import { abandonedMs } from './make-link'
import { retireLink } from './retire-link'

/** How often links that nobody watches are looked up at Nango. */
const unwatchedEveryMs = 20_000
/** After this long a revocation was cut off: no call to Nango takes longer. */
const cutOffMs = 15_000
const mostReconnects = 20

const ago = (ctx: DeskCtx, ms: number) => new Date(ctx.now().getTime() - ms)

/** Marks links as failed whose making was cut off. Nobody was ever shown them; their connect sessions die by themselves. */
export const failAbandoned = async (ctx: DeskCtx) => {
  await doEach(await findAbandoned(ctx.db, ago(ctx, abandonedMs)), (id) =>
    failLink(ctx.db, { id, actorId: null, code: 'intent_abandoned', at: ctx.now() }),
  )
}

/** Goes on with revocations whose process has ended, or that Nango could not be told of. */
export const finishRevocations = async (ctx: DeskCtx) => {
  await doEach(await findUnrevoked(ctx.db, ago(ctx, cutOffMs)), (id) => finishRevocation(ctx, id))
}

/** Retires connected links whose connect session is still there. */
export const retireLeftovers = async (ctx: DeskCtx) => {
  await doEach(await findUnretired(ctx.db), (id) => retireLink(ctx, id))
}

/**
 * Puts back what reconnects dropped where that could not be done at once, and erases snapshots that are not needed. One
 * that cannot be put back now ends the round, and its two calls put the next question for news off.
 */
export const finishReconnects = async (ctx: DeskCtx) => {
  for (let tries = 0; tries < mostReconnects; tries += 1) {
    const id = await claimUnfinishedReconnect(ctx.db, ctx.now())
    if (id === null) break
    if (await finishReconnect(ctx, id)) continue
    await postponeTurn(ctx.db, ctx.nango.host, 2 * callMs)
    break
  }
  await eraseSnapshots(ctx.db, ago(ctx, lateMs))
}

/** Looks up links at Nango while a connection may still come of one, whether anybody watches or not. */
export const lookAfterOpenLinks = async (ctx: DeskCtx) => {
  if (await hasOpenLinks(ctx.db, ago(ctx, lateMs))) await catchUp(ctx, unwatchedEveryMs)
}
