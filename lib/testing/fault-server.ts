import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { answerWithFault } from './answer-with-fault'
import { type Fault, type FaultMatch, FaultRules } from './fault'
import { listenOnLoopback } from './listen-on-loopback'
import { fetchFromTarget, sendAnswer } from './pass-through'

type FaultCall = { method: string; path: string; at: number }

export type FaultServer = {
  origin: string
  /** Sets or (with null) lifts the fault of a method (`*` for any) and a path (exact, or a pattern). */
  setFault: (match: FaultMatch, fault: Fault | null) => void
  /** Every call since the last `reset`; `at` in ms since the epoch. */
  calls: () => FaultCall[]
  /** Forgets calls and faults, and ends answers that still hang. */
  reset: () => void
  close: () => Promise<void>
}

/** Starts a proxy on loopback that passes calls to `target` (an origin) and answers wrongly where told to. */
export async function startFaultServer({ target }: { target: string }): Promise<FaultServer> {
  const rules = new FaultRules()
  let calls: FaultCall[] = []
  const hanging = new Set<ServerResponse>()

  const server = createServer((request, response) => {
    hanging.add(response)
    response.once('close', () => hanging.delete(response))
    const method = request.method ?? 'GET'
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    calls.push({ method, path, at: Date.now() })
    handle(target, rules.take(method, path), request, response).catch(() => response.destroy())
  })
  const port = await listenOnLoopback(server)

  const reset = () => {
    rules.clear()
    calls = []
    for (const response of hanging) response.destroy()
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    setFault: (match, fault) => rules.set(match, fault),
    calls: () => [...calls],
    reset,
    close: () =>
      new Promise((resolve) => {
        reset()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function handle(
  target: string,
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The target's Date header passes through, so ours must not be added.
  response.sendDate = false
  if (fault) await answerWithFault(target, fault, request, response)
  else sendAnswer(response, await fetchFromTarget(target, request))
}
