import 'server-only'
import { perProcess } from '@/lib/core/per-process'
import { openDatabase } from '@/lib/db/open'
import { log } from '@/lib/log'

import { addRefusedWebhooks } from './store/incoming'

/** However many come, each process writes to the database at most once in this time. */
const everyMs = 5_000

type Pending = { count: number; timer: NodeJS.Timeout | null }

const pending = perProcess<Pending>('refused webhooks', () => ({ count: 0, timer: null }))

/** Counts a webhook whose signature did not fit; nothing of it is kept or logged. */
export function countRefusedWebhook() {
  const state = pending.get()
  state.count += 1
  if (state.timer) return
  state.timer = setTimeout(() => void flushRefusedWebhooks(), everyMs)
  state.timer.unref()
}

/** Writes what was counted since the last time. A count that cannot be written now waits for the next one. */
export async function flushRefusedWebhooks(): Promise<void> {
  const state = pending.get()
  if (state.timer) clearTimeout(state.timer)
  const { count } = state
  Object.assign(state, { count: 0, timer: null })
  if (count === 0) return
  try {
    const { db } = await openDatabase()
    await addRefusedWebhooks(db, count, new Date())
  } catch (error) {
    state.count += count
    log().warn({ err: error }, 'the count of refused webhooks could not be written')
  }
}
