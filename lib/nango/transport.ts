import 'server-only'
import { type AgentOptions, Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Duplex } from 'node:stream'

import { z } from 'zod'

const connectMs = 2_000

/** Ends a socket that is not connected in time; Node's own `timeout` counts silence, not connecting. */
const limitConnecting = (socket: Duplex | null | undefined, connectedEvent: 'connect' | 'secureConnect') => {
  if (!socket) return
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error(`No connection within ${connectMs} ms`), { code: 'ETIMEDOUT' }))
  }, connectMs)
  const stop = () => clearTimeout(timer)
  socket.once(connectedEvent, stop).once('close', stop)
}

class LimitedHttpAgent extends HttpAgent {
  override createConnection(...args: Parameters<HttpAgent['createConnection']>) {
    const socket = super.createConnection(...args)
    limitConnecting(socket, 'connect')
    return socket
  }
}

class LimitedHttpsAgent extends HttpsAgent {
  override createConnection(...args: Parameters<HttpsAgent['createConnection']>) {
    const socket = super.createConnection(...args)
    limitConnecting(socket, 'secureConnect')
    return socket
  }
}

const options: AgentOptions = { keepAlive: true, maxSockets: 100 }

/** Agents that keep connections alive and give up connecting after 2 s. */
export function createAgents(more: AgentOptions & { lookup?: unknown } = {}) {
  return {
    httpAgent: new LimitedHttpAgent({ ...options, ...more }),
    httpsAgent: new LimitedHttpsAgent({ ...options, ...more }),
  }
}

/**
 * What Nango last said of the account's rate limit; instants on our clock. `blockedUntil` is set by a 429 and lifted by
 * any other answer. Source: packages/server/lib/middleware/ratelimit.middleware.ts.
 */
export type RateLimit = { limit: number; remaining: number; resetsAt: Date; blockedUntil: Date | null }

/** Longer than Nango ever names: what a proxy in between writes is believed for so long. */
const longestWaitSeconds = 3_600

/** A database counts no further. */
const Count = z.coerce.number().int().min(0).max(2_147_483_647)

/** `Retry-After` in seconds, from 1 to an hour; Nango rounds down to 0, and a date, or nothing, is a minute. */
export const RetryAfter = z.coerce
  .number()
  .catch(60)
  .transform((seconds) => Math.min(Math.max(1, seconds), longestWaitSeconds))

const Headers = z.object({
  'x-ratelimit-limit': Count,
  'x-ratelimit-remaining': Count,
  'x-ratelimit-reset': z.coerce.number().min(0),
  'retry-after': RetryAfter,
  date: z.string().optional(),
})

/** Instants in seconds and in ms are told apart by their size, and both from seconds that are left, as of draft-ietf-httpapi-ratelimit-headers. */
const leftSeconds = (reset: number, nowMs: number) => {
  if (reset < 1e8) return reset
  return (reset < 1e11 ? reset * 1000 - nowMs : reset - nowMs) / 1000
}

/** The rate limit in an answer's headers, or null where none is. No wait in it is longer than an hour. */
export function readRateLimit(status: number, headers: unknown, now: Date): RateLimit | null {
  const parsed = Headers.safeParse(headers)
  if (!parsed.success) return null
  const limits = parsed.data
  const inSeconds = (seconds: number) =>
    new Date(now.getTime() + Math.min(Math.max(0, seconds), longestWaitSeconds) * 1000)
  const nangoNowMs = Date.parse(limits.date ?? '') || now.getTime()
  return {
    limit: limits['x-ratelimit-limit'],
    remaining: limits['x-ratelimit-remaining'],
    resetsAt: inSeconds(leftSeconds(limits['x-ratelimit-reset'], nangoNowMs)),
    blockedUntil: status === 429 ? inSeconds(limits['retry-after']) : null,
  }
}

/** What we read of an AxiosError. It also holds the API key and the request: it never leaves this folder. */
const AxiosError = z.object({
  isAxiosError: z.literal(true),
  code: z.string().optional(),
  message: z.string().catch(''),
  response: z
    .object({
      status: z.number(),
      data: z.unknown(),
      headers: z.looseObject({ 'retry-after': RetryAfter }),
    })
    .optional(),
})
export type AxiosError = z.infer<typeof AxiosError>

/** Detected by its flag: a second copy of axios would break `instanceof`. */
export function readAxiosError(error: unknown): AxiosError | null {
  return AxiosError.safeParse(error).data ?? null
}

const connectCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
])

export function isConnectError(error: AxiosError) {
  return !error.response && connectCodes.has(error.code ?? '')
}

export function isTimeout(error: AxiosError) {
  return !error.response && (error.code === 'ERR_CANCELED' || error.code === 'ECONNABORTED')
}

/** Worth one more try: nothing was reached, or a gateway says so. */
export function isRetryable(error: unknown) {
  const axios = readAxiosError(error)
  if (!axios) return false
  return isConnectError(axios) || [502, 503, 504].includes(axios.response?.status ?? 0)
}

/** Nango itself is in trouble, so the breaker counts it; a 4xx is an answer. */
export function isNangoTrouble(error: unknown) {
  const axios = readAxiosError(error)
  if (!axios) return true
  return !axios.response || axios.response.status >= 500
}
