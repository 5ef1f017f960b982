import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

import { listenOnLoopback } from './ports'

/**
 * What goes wrong at one call; everything else passes through untouched. `status`: an answer of our own. `refuse`: the
 * connection is reset. `lost`: the target does its work, then the connection is reset. `silent`: no answer. `drip`:
 * headers, then a byte every `everyMs`, for ever. `truncated`: half of the real answer. `slow`: all of it, `delayMs` late.
 * `rewrite`: its JSON is changed. `pass`: the real answer, for `clockAheadMs`.
 */
export type Fault = (
  | { kind: 'status'; status: number; headers?: Record<string, string>; json?: unknown; html?: string }
  | { kind: 'refuse' | 'silent' }
  | { kind: 'lost' | 'truncated' | 'pass' }
  | { kind: 'drip'; everyMs: number }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'rewrite'; rewrite: (answer: unknown) => unknown }
) & {
  /** Only the next n matching calls; without it all until the next `setFault`. */
  times?: number
  /** The answer's `Date` header is that of a clock so far ahead (or, below 0, behind). */
  clockAheadMs?: number
}

export type FaultMatch = { method: string; path: string | RegExp }
type TargetAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

export type FaultServer = Awaited<ReturnType<typeof startFaultServer>>

/** Starts a proxy on loopback that passes calls to `target` (an origin) and answers wrongly where told to. */
export async function startFaultServer({ target }: { target: string }) {
  let rules: { match: FaultMatch; fault: Fault; left: number }[] = []
  let calls: { method: string; path: string; at: number }[] = []
  const hanging = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    hanging.add(response)
    response.once('close', () => hanging.delete(response))
    const { method = 'GET', url = '/' } = request
    const path = url.split('?', 1)[0] ?? '/'
    calls.push({ method, path, at: Date.now() })
    const rule = rules.find(({ match, left }) => left > 0 && matches(match, method, path))
    if (rule) rule.left -= 1
    answer(target, rule?.fault ?? { kind: 'pass' }, request, response).catch(() => response.destroy())
  })
  const origin = `http://127.0.0.1:${await listenOnLoopback(server)}`
  /** Forgets calls and faults, and ends answers that still hang. */
  const reset = () => {
    rules = []
    calls = []
    for (const response of hanging) response.destroy()
  }
  return {
    origin,
    reset,
    /** Sets or (with null) lifts the fault of a method (`*` for any) and a path (exact, or a pattern); the newest counts. */
    setFault: (match: FaultMatch, fault: Fault | null) => {
      rules = rules.filter((rule) => String(Object.values(rule.match)) !== String(Object.values(match)))
      if (fault) rules.unshift({ match, fault, left: fault.times ?? Infinity })
    },
    /** Every call since the last `reset`; `at` in ms since the epoch. */
    calls: () => [...calls],
    close: async () => {
      reset()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const matches = (match: FaultMatch, method: string, path: string) =>
  ['*', method].includes(match.method) &&
  (typeof match.path === 'string' ? match.path === path : match.path.test(path))

async function answer(target: string, fault: Fault, request: IncomingMessage, response: ServerResponse) {
  const date = new Date(Date.now() + (fault.clockAheadMs ?? 0)).toUTCString()
  if (isAlone(fault)) return answerAlone(fault, date, response)
  if (fault.kind === 'slow') await wait(fault.delayMs, undefined, { ref: false })
  if (response.destroyed) return
  const { status, headers: targetHeaders, body } = await fetchFromTarget(target, request)
  const headers = fault.clockAheadMs === undefined ? targetHeaders : { ...targetHeaders, date }
  if (fault.kind === 'lost') response.socket?.resetAndDestroy()
  else if (fault.kind === 'truncated') {
    response.writeHead(status, { ...headers, 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), () => response.destroy())
  } else if (fault.kind === 'rewrite') {
    const changed = JSON.stringify(fault.rewrite(JSON.parse(body.toString())))
    sendAnswer(response, { status, headers, body: Buffer.from(changed) })
  } else sendAnswer(response, { status, headers, body })
}

type Alone = Extract<Fault, { kind: 'status' | 'refuse' | 'silent' | 'drip' }>
const isAlone = (fault: Fault): fault is Alone => ['status', 'refuse', 'silent', 'drip'].includes(fault.kind)

/** Answers without asking the target. */
function answerAlone(fault: Alone, date: string, response: ServerResponse): void {
  if (fault.kind === 'refuse') response.socket?.resetAndDestroy()
  else if (fault.kind === 'drip') {
    response.writeHead(200, { 'content-type': 'application/json', date }).flushHeaders()
    const timer = setInterval(() => response.write(' '), fault.everyMs)
    response.once('close', () => clearInterval(timer))
  } else if (fault.kind === 'status') {
    const { status, headers, html, json = { error: { code: 'server_error', message: 'Fault' } } } = fault
    const type = html === undefined ? 'application/json' : 'text/html'
    response.writeHead(status, { 'content-type': type, date, ...headers })
    response.end(html ?? JSON.stringify(json))
  }
}

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'upgrade']
const without = (headers: IncomingHttpHeaders, names: string[]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))

/** Sends the request on to the target and returns the whole answer. Rejects when the target cannot be reached. */
export async function fetchFromTarget(target: string, request: IncomingMessage): Promise<TargetAnswer> {
  const body = await buffer(request)
  const headers = without(request.headers, [...hopByHop, 'host', 'accept-encoding'])
  const outgoing = httpRequest(new URL(request.url ?? '/', target), {
    method: request.method,
    agent: false,
    headers: { ...headers, 'content-length': body.length },
  })
  outgoing.end(body)
  const [incoming]: IncomingMessage[] = await once(outgoing, 'response')
  if (!incoming) throw new Error('The target gave no answer.')
  return {
    status: incoming.statusCode ?? 502,
    headers: without(incoming.headers, hopByHop),
    body: await buffer(incoming),
  }
}

/** Sends an answer as the target gave it. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: TargetAnswer): void {
  const hasBody = status !== 204 && status !== 304
  // The target's Date header passes through, so ours must not be added.
  response.sendDate = false
  response.writeHead(status, hasBody ? { ...headers, 'content-length': body.length } : headers)
  response.end(hasBody ? body : undefined)
}
