import 'server-only'
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'

import { releaseLease, takeLease } from '@/lib/db/leases'
import { openDatabase } from '@/lib/db/open'
import { tidyDatabase } from '@/lib/db/tidy-database'
import { log } from '@/lib/log'
import { openNango } from '@/lib/nango/client'
import { settings } from '@/lib/settings/env'
import { finishChanges } from '@/lib/use-cases/change-connection'
import { DeskCtx } from '@/lib/use-cases/desk-ctx'
import { pruneHistory } from '@/lib/use-cases/prune-history'
import { revokeOrphans } from '@/lib/use-cases/revoke-orphans'
import {
  failAbandoned,
  finishReconnects,
  finishRevocations,
  lookAfterOpenLinks,
  retireLeftovers,
} from '@/lib/use-cases/sweep'

const everyMs = 5_000
/** A sweeper that has ended is followed by another after this. */
const leaseMs = 20_000
const tidyEveryMs = 24 * 3_600_000
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
    // A turn of its own, so that reconnects that cannot be finished cost Nango four calls a minute at most.
    if (await takeLease(ctx.db, 'finish reconnects', randomUUID(), finishEveryMs)) await finishReconnects(ctx)
  },
  'look after open links': lookAfterOpenLinks,
  'prune history': (ctx) => pruneHistory(ctx, settings().retention),
}

/** Does what nobody waits for, in one process of all at a time. A job that fails is tried again at the next turn. */
const sweepOnce = async () => {
  const { db, engine } = await openDatabase()
  if (!(await takeLease(db, leaseName, holder, leaseMs))) return
  const ctx = new DeskCtx({ db, nango: openNango(), now: () => new Date() })
  for (const [job, run] of Object.entries(jobs))
    await run(ctx).catch((error: unknown) => log().error({ err: error, job }, 'sweep job failed'))
  // A holder of its own each time: nobody keeps this turn, so it comes once in its time.
  if (engine === 'pglite' && (await takeLease(db, 'tidy', randomUUID(), tidyEveryMs))) await tidyDatabase(db)
}

/** Starts the sweep; the returned call ends it when the turn under way is over, and lets another process go on. */
export const startSweeper = (): (() => Promise<void>) => {
  const stopping = new AbortController()
  const { signal } = stopping
  const sweep = async () => {
    while (!signal.aborted) {
      await sweepOnce().catch((error: unknown) => log().error({ err: error }, 'sweep failed'))
      await wait(everyMs, undefined, { signal, ref: false }).catch(() => null)
    }
  }
  const swept = sweep()
  return async () => {
    stopping.abort()
    await swept
    const { db } = await openDatabase()
    await releaseLease(db, leaseName, holder)
  }
}
