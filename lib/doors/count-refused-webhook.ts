import 'server-only'
import { openDatabase } from '@/lib/db/open'
import { addRefusedWebhooks } from '@/lib/db/refused-webhooks'
import { log } from '@/lib/log'
import { perProcess } from '@/lib/process/per-process'

import { onStop } from './stop-desk'

/** However many come, the database is told at most once in this time by each process. */
const everyMs = 5_000

type Pending = { count: number; timer: NodeJS.Timeout | null }

const pending = perProcess<Pending>('refused webhooks', () => ({ count: 0, timer: null }))

/** Counts a webhook whose signature did not fit; nothing of it is kept or logged. */
export const countRefusedWebhook = () => {
  const state = pending.get()
  state.count += 1
  if (state.timer) return
  onStop('count of refused webhooks', flushRefusedWebhooks)
  state.timer = setTimeout(() => void flushRefusedWebhooks(), everyMs)
  state.timer.unref()
}

/** Writes what was counted since the last time. A count that cannot be written now waits for the next one. */
export const flushRefusedWebhooks = async (): Promise<void> => {
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
