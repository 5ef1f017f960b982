import 'server-only'
import { doEach } from '@/lib/core/errors'
import type { DeskCtx } from '@/lib/ctx'
import { postponePoll } from '@/lib/db/nango-states'

import { callMs, catchUp } from './catch-up'
import { abandonedMs } from './create'
import { finishReconnect } from './finish-reconnect'
import { retireLink } from './record-connections'
import { finishRevocation } from './revoke'
import { pruneFailedAttempts } from './store/alarms'
import { findAbandoned, findOrphans, findUnretired, findUnrevoked, hasOpenLinks } from './store/find'
import { askRevocation, expireLinks, failLink } from './store/move'
import { foldNewest } from './store/page'
import { claimUnfinishedReconnect, eraseSnapshots } from './store/reconnects'
import { lateMs } from './view'

/**
 * Revokes live links whose maker is disabled, be it only in the database, and those whose customer reported them when the
 * process was cut off. What Nango cannot be asked now is continued later.
 */
export async function revokeOrphans(ctx: DeskCtx): Promise<void> {
  await doEach(await findOrphans(ctx.db), async (id) => {
    await askRevocation(ctx.db, { id, actorId: null, at: ctx.now() })
    await finishRevocation(ctx, id)
  })
}

/** How often links that nobody watches are read at Nango. */
const unwatchedEveryMs = 20_000
/** After this long a revocation was cut off: no call to Nango takes longer. */
const cutOffMs = 15_000
const mostReconnects = 20

const ago = (ctx: DeskCtx, ms: number) => new Date(ctx.now().getTime() - ms)

/** Marks links as failed whose creation was cut off. Nobody was ever shown them; their connect sessions die by themselves. */
export async function failAbandoned(ctx: DeskCtx) {
  await doEach(await findAbandoned(ctx.db, ago(ctx, abandonedMs)), (id) =>
    failLink(ctx.db, { id, actorId: null, code: 'intent_abandoned', at: ctx.now() }),
  )
}

/** Continues revocations whose process has ended, or that Nango could not be asked for. */
export async function finishRevocations(ctx: DeskCtx) {
  await doEach(await findUnrevoked(ctx.db, ago(ctx, cutOffMs)), (id) => finishRevocation(ctx, id))
}

/** Retires connected links whose connect session is still there. */
export async function retireLeftovers(ctx: DeskCtx) {
  await doEach(await findUnretired(ctx.db), (id) => retireLink(ctx, id))
}

/**
 * Puts back what reconnects dropped where that could not be done at once, and erases snapshots that are not needed. One
 * that cannot be put back now ends the loop, and its two calls postpone the next poll.
 */
export async function finishReconnects(ctx: DeskCtx) {
  for (let tries = 0; tries < mostReconnects; tries += 1) {
    const id = await claimUnfinishedReconnect(ctx.db, ctx.now())
    if (id === null) break
    if (await finishReconnect(ctx, id)) continue
    await postponePoll(ctx.db, ctx.nango.host, 2 * callMs)
    break
  }
  await eraseSnapshots(ctx.db, ago(ctx, lateMs))
}

/** Reads links at Nango while a connection may still come of one, whether anybody watches or not. */
export async function checkOpenLinks(ctx: DeskCtx) {
  if (await hasOpenLinks(ctx.db, ago(ctx, lateMs))) await catchUp(ctx, unwatchedEveryMs)
}

/** Ends hand-off links whose time is up; Nango, which knows nothing of their end, need not be asked. */
export async function expireHandoffs({ db, now }: DeskCtx) {
  await expireLinks(db, { clock: 'desk', now: now(), at: now(), isHandoff: true })
}

/** Forgets failed attempts with an integration whose last one is from before an instant. */
export async function forgetFailedAttempts(ctx: DeskCtx, before: Date): Promise<void> {
  await pruneFailedAttempts(ctx.db, before)
}

/** One statement's worth: on PGlite whoever creates a link waits for it. */
const batchSize = 100
/** Of one sweep; a million rows with accents take 500 of them. */
const mostBatches = 20

/**
 * Folds search texts that were written before this release or by a process of the one before, newest first, a few
 * thousand at a time. A batch is a statement of its own: no row is locked for longer.
 */
export async function foldSearchTexts({ db }: DeskCtx): Promise<void> {
  for (let batch = 0; batch < mostBatches; batch += 1)
    if ((await foldNewest(db, batchSize)) < batchSize) return
}
