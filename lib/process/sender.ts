import 'server-only'
import { minuteMs } from '@/lib/core/time'
import { DeskCtx } from '@/lib/ctx'
import { openDatabase } from '@/lib/db/open'
import { log } from '@/lib/log'
import { openNango } from '@/lib/nango/client'

import { startLoop } from './loop'

type Sender<Item extends { id: string }> = {
  /** As `lastTurn` knows it. */
  name: string
  everyMs: number
  /** At most `limit` of what is due; no other process gets them for a while. */
  claim: (ctx: DeskCtx, limit: number) => Promise<Item[]>
  /** Sends one, and records what came of it. */
  deliver: (ctx: DeskCtx, item: Item) => Promise<void>
}

/** What one process has under way at the same time: a receiver that hangs holds up no more than these. */
const lanes = 4

/**
 * Sends what is due, in every process: each item is one process's at a time. The returned call ends it when those under
 * way are answered or given up waiting for.
 */
export function startSender<Item extends { id: string }>(sender: Sender<Item>): () => Promise<void> {
  const { name, everyMs, claim, deliver } = sender
  const underWay = new Set<Promise<void>>()

  const sendDue = async () => {
    const { db } = await openDatabase()
    const ctx = new DeskCtx({ db, nango: openNango(), now: () => new Date() })
    for (const item of await claim(ctx, lanes - underWay.size)) {
      const delivered = deliver(ctx, item)
        .catch((error: unknown) =>
          log().error({ err: error, name, id: item.id }, 'what was sent could not be noted'),
        )
        .finally(() => underWay.delete(delivered))
      underWay.add(delivered)
    }
  }

  const turn = async () => {
    await sendDue()
    if (underWay.size === lanes) await Promise.race(underWay)
  }

  const end = startLoop({ name, everyMs, mostMs: 2 * minuteMs, turn })
  return async () => {
    await end()
    await Promise.all(underWay)
  }
}
