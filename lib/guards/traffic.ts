import 'server-only'
import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { IncomingMessage, Server, ServerResponse } from 'node:http'

import { z } from 'zod'

import { perProcess } from '@/lib/core/per-process'
import { beginRequest } from '@/lib/log'
import { settings } from '@/lib/settings/env'
import { markForwarded } from '@/lib/status/mark-forwarded'
import { metrics } from '@/lib/telemetry/metrics'

import { clientAddress } from './client-address'
import { completeHeaders } from './headers'
import { settleOrigin } from './origin'
import { limitPendingBodies, passGate } from './request-gate'

type Traffic = {
  isWatched: boolean
  servers: Set<Server>
  /** Answers that are not out yet, and work that goes on whether or not somebody still waits for it. */
  open: Set<object>
  isEnding: boolean
  onIdle: () => void
}

/** What is under way in this process. */
export const traffic = perProcess<Traffic>('traffic', () => ({
  isWatched: false,
  servers: new Set(),
  open: new Set(),
  isEnding: false,
  onIdle: () => {},
}))

const begunChannel = 'http.server.request.start'

/** What Node publishes of each request before anybody handles it (documented under `node:diagnostics_channel`). */
const Begun = z.object({
  request: z.instanceof(IncomingMessage),
  response: z.instanceof(ServerResponse),
  server: z.instanceof(Server),
})

/**
 * From now on every request to the desk has an id, says it in its answer, and is waited for at the end. Whoever shares the
 * process with other servers calls what is returned when the desk is over.
 */
export function trackRequests(): () => void {
  const current = traffic.get()
  if (current.isWatched) return () => {}
  current.isWatched = true
  const { servers } = current
  const watch = (message: unknown) => {
    const begun = Begun.safeParse(message).data
    if (!begun || isSandbox(begun.server)) return
    if (!servers.has(begun.server)) takeServer(begun.server)
    servers.add(begun.server)
    begin(begun.request, begun.response)
  }
  subscribe(begunChannel, watch)
  return () => {
    unsubscribe(begunChannel, watch)
    current.isWatched = false
  }
}

/**
 * The server's own listeners get requests through the gate alone, beginning with the one that is just published. Whoever
 * closes an idle connection first must not be the desk: a request that is on its way then is lost. Node reads that time at
 * the end of each answer, so that the first connection keeps to it too, though its first answer was begun before.
 */
const takeServer = (server: Server) => {
  server.keepAliveTimeout = settings().keepAliveSeconds * 1000
  const listeners = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request, response) =>
    passGate(request, response, () => {
      for (const listener of listeners) Reflect.apply(listener, server, [request, response])
    }),
  )
}

/** Next asks itself for the page that an action leads to, with this request's headers and one of a proxy. */
const ownMark = 'x-desk-own'
const ownSecret = randomUUID()

const begin = (request: IncomingMessage, response: ServerResponse) => {
  const { isEnding } = traffic.get()
  if (request.headers[ownMark] !== ownSecret) markForwarded(request.headers['x-forwarded-for'])
  request.headers[ownMark] = ownSecret
  settleOrigin(request.headers)
  const id = beginRequest(request.headers['x-request-id'], {
    address: addressOf(request),
    origin: `${String(request.headers['x-forwarded-proto'] ?? 'http')}://${request.headers.host ?? ''}`,
  })
  if (!request.url?.startsWith('/_next/')) response.setHeader('X-Request-Id', id)
  if (isEnding) response.shouldKeepAlive = false
  completeHeaders(response, request.url ?? '')
  response.once('close', track(response))
  response.once('finish', () => metrics()?.responses.inc({ status: statusClass(response.statusCode) }))
}

const statusClass = (status: number) => (status === 429 ? '429' : `${Math.floor(status / 100)}xx`)

const addressOf = ({ headers, socket }: IncomingMessage) =>
  clientAddress(socket.remoteAddress, headers['x-forwarded-for'], settings().trustedProxies)

/** Adds something to wait for; returns how to take it away. */
const track = (one: object) => {
  const { open } = traffic.get()
  open.add(one)
  return () => {
    open.delete(one)
    if (open.size === 0) traffic.get().onIdle()
  }
}

/** Work that is waited for at the end even when its request is gone. */
export async function trackWork<T>(work: Promise<T>): Promise<T> {
  const leave = track(work)
  try {
    return await work
  } finally {
    leave()
  }
}

/** The sandbox plays an outside system: the desk needs it to the last. */
const isSandbox = (server: Server) => {
  const { sandbox, nango } = settings()
  const address = server.address()
  return sandbox !== null && typeof address === 'object' && String(address?.port) === new URL(nango.host).port
}

/** Connections are given up one by one as they are answered, so that callers come back to another process. */
export function shedConnections() {
  traffic.get().isEnding = true
  for (const one of traffic.get().open) if (one instanceof ServerResponse) one.shouldKeepAlive = false
}

/** At the end a body that is still on its way gets this long to arrive. */
const lateBodyMs = 2_000

/** Takes no connection any more and resolves when everything begun is finished, or after `mostMs`; true when finished. */
export async function drainRequests(mostMs: number): Promise<boolean> {
  const { servers, open } = traffic.get()
  shedConnections()
  limitPendingBodies(lateBodyMs)
  for (const server of servers) server.close()
  const isFinished = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(resolve, mostMs, false)
    const finish = () => {
      clearTimeout(timer)
      resolve(true)
    }
    traffic.get().onIdle = finish
    if (open.size === 0) finish()
  })
  for (const server of servers) server.closeAllConnections()
  return isFinished
}
