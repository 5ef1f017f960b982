import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { log } from '@/lib/log'
import { markTurn } from '@/lib/status/mark-turn'

export type Loop = {
  name: string
  /** From the end of a turn to the next. */
  everyMs: number
  /** A turn that takes longer is given up: it may go on, but nobody waits for it. */
  mostMs: number
  turn: () => Promise<void>
}

/**
 * Takes turns until the returned call ends it, which resolves when the turn under way is over. A turn that fails, or
 * never ends, is told in the log, and the next one comes in its time: two turns at once have to be harmless.
 */
export function startLoop({ name, everyMs, mostMs, turn }: Loop): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const taken = (async () => {
    while (!signal.aborted) {
      await takeTurn(name, mostMs, turn)
      await wait(everyMs, undefined, { signal, ref: false }).catch(() => null)
    }
  })()
  return async () => {
    stopping.abort()
    await taken
  }
}

const takeTurn = async (name: string, mostMs: number, turn: Loop['turn']) => {
  const over = new AbortController()
  const ended = turn().then(
    () => {
      if (!over.signal.aborted) markTurn(name)
    },
    (error: unknown) => log().error({ err: error, name }, 'background work failed'),
  )
  const isLate = await Promise.race([
    ended.then(() => false),
    wait(mostMs, true, { signal: over.signal, ref: false }).catch(() => false),
  ])
  over.abort()
  if (isLate) log().error({ name, mostMs }, 'background work did not end in time and was given up')
}
