import 'server-only'
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'

import { pruneAudit } from '@/lib/audit/verify'
import { finishChanges } from '@/lib/connections/change'
import { dayMs, minuteMs } from '@/lib/core/time'
import { DeskCtx } from '@/lib/ctx'
import { forgetAllowances } from '@/lib/db/allowances'
import { acquireLease, releaseLease } from '@/lib/db/leases'
import { openDatabase, tidyDatabase } from '@/lib/db/open'
import { endLeftSessions } from '@/lib/handoff/end'
import { confirmOrDoubt } from '@/lib/links/confirm'
import {
  checkOpenLinks,
  expireHandoffs,
  failAbandoned,
  finishReconnects,
  finishRevocations,
  foldSearchTexts,
  forgetFailedAttempts,
  retireLeftovers,
  revokeOrphans,
} from '@/lib/links/finish'
import { log } from '@/lib/log'
import { mailReceipts } from '@/lib/messages/mail-receipts'
import { remindCustomers } from '@/lib/messages/remind'
import { openNango } from '@/lib/nango/client'
import { settings } from '@/lib/settings/env'
import type { Settings } from '@/lib/settings/read'
import { sweepLoop } from '@/lib/status/mark-turn'
import { pruneWebhooks } from '@/lib/webhooks/read-status'

import { startLoop } from './loop'

const everyMs = 5_000
/** A sweeper that has ended is followed by another after this. */
const leaseMs = 20_000
/** Many links that Nango is slow with take a minute and more. */
const longestMs = 2 * minuteMs
const tidyEveryMs = dayMs
const finishEveryMs = 30_000
const leaseName = 'sweep'
/** Says to an operator which process it is. */
const holder = `${hostname()} ${process.pid} ${randomUUID()}`

const jobs: Record<string, (ctx: DeskCtx) => Promise<void>> = {
  'fail abandoned links': failAbandoned,
  'finish revocations': finishRevocations,
  'revoke links of disabled staff': revokeOrphans,
  'finish changes of connections': finishChanges,
  'retire connected links': retireLeftovers,
  'finish reconnects': async (ctx) => {
    // A lease of its own, so that reconnects that cannot be finished cost Nango four calls a minute at most.
    if (await acquireLease(ctx.db, 'finish reconnects', randomUUID(), finishEveryMs))
      await finishReconnects(ctx)
  },
  'look after open links': checkOpenLinks,
  'expire hand-off links': expireHandoffs,
  'end sessions of hand-off links': endLeftSessions,
  'doubt unconfirmed connections': confirmOrDoubt,
  'mail receipts': mailReceipts,
  'remind customers': remindCustomers,
  'fold search texts': foldSearchTexts,
  'prune history': (ctx) => pruneHistory(ctx, settings().retention),
}

/** Does what nobody waits for, in one process of all at a time. A job that fails is tried again in the next sweep. */
const sweepOnce = async () => {
  const { db, engine } = await openDatabase()
  if (!(await acquireLease(db, leaseName, holder, leaseMs))) return
  const ctx = new DeskCtx({ db, nango: openNango(), now: () => new Date() })
  for (const [job, run] of Object.entries(jobs))
    await run(ctx).catch((error: unknown) => log().error({ err: error, job }, 'sweep job failed'))
  // A holder of its own each time: nobody renews this lease, so it is had once in its time.
  if (engine === 'pglite' && (await acquireLease(db, 'tidy', randomUUID(), tidyEveryMs)))
    await tidyDatabase(db)
}

/** Starts the sweep; the returned call ends it when the sweep under way is over, and lets another process go on. */
export function startSweeper(): () => Promise<void> {
  const end = startLoop({ name: sweepLoop, everyMs, mostMs: longestMs, turn: sweepOnce })
  return async () => {
    await end()
    const { db } = await openDatabase()
    await releaseLease(db, leaseName, holder)
  }
}

/**
 * Deletes what is older than it has to be kept. Whole days (UTC) go at once, so that there is work, and an event that
 * says so, once a day at most.
 */
export async function pruneHistory(
  ctx: DeskCtx,
  { eventDays, deliveryDays }: Settings['retention'],
): Promise<void> {
  await forgetAllowances(ctx.db)
  const today = Math.floor(ctx.now().getTime() / dayMs)
  const before = (days: number) => new Date((today - days) * dayMs)
  await pruneWebhooks(ctx, before(deliveryDays))
  await forgetFailedAttempts(ctx, before(deliveryDays))
  if (eventDays !== null) await pruneAudit(ctx, before(eventDays))
}
