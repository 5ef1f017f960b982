import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { perProcess } from '@/lib/core/per-process'
import { within } from '@/lib/core/time'
import { closeDatabase } from '@/lib/db/open'
import { drainRequests, shedConnections } from '@/lib/guards/traffic'
import { log } from '@/lib/log'
import { settings } from '@/lib/settings/env'
import { endTracing } from '@/lib/telemetry/spans'

type Stop = () => Promise<void>

const state = perProcess('stop', () => ({ stops: new Map<string, Stop>(), isStopping: false }))

/** Requests and background work may take this long to finish; what is left then is cut off. */
const finishMs = 15_000
const closeMs = 5_000

/** Names background work and how to end it: the call resolves when it is over. */
export function onStop(name: string, stop: Stop) {
  state.get().stops.set(name, stop)
}

/** Whether this process was asked to stop. */
export function isStopping() {
  return state.get().isStopping
}

/** Stops on SIGTERM and SIGINT, in peace. A second signal changes nothing. */
export function stopOnSignal() {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stopDesk(signal))
}

/**
 * Not ready first; after the delay, in which a load balancer notices, no new connection; what was begun is finished; the
 * database is closed, its directory given back.
 */
const stopDesk = async (signal: string) => {
  if (isStopping()) return
  state.get().isStopping = true
  const { shutdownDelaySeconds } = settings()
  log().info({ signal, shutdownDelaySeconds }, 'Connect Desk is stopping')
  shedConnections()
  await wait(shutdownDelaySeconds * 1000)
  const [isAllAnswered, isAllEnded] = await Promise.all([drainRequests(finishMs), endBackground()])
  const isClosed = await isDoneIn(closeMs, 'database', closeDatabase)
  // Last, for all of the above may be part of a trace. A collector that is away keeps nobody from an end in peace.
  await isDoneIn(closeMs, 'traces', endTracing)
  const isInPeace = isAllAnswered && isAllEnded && isClosed
  log().info({ isAllAnswered, isAllEnded, isClosed }, 'Connect Desk has stopped')
  process.exit(isInPeace ? 0 : 1)
}

const endBackground = async () =>
  (await Promise.all([...state.get().stops].map(([name, stop]) => isDoneIn(finishMs, name, stop)))).every(
    Boolean,
  )

const isDoneIn = async (mostMs: number, name: string, stop: Stop): Promise<boolean> => {
  const ended = stop().then(
    () => true,
    (error: unknown) => {
      log().error({ err: error, name }, 'could not be ended')
      return false
    },
  )
  return (await within(mostMs, ended)) ?? false
}
