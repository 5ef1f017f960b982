import 'server-only'
import { AsyncResource } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { isStorable } from '@/lib/core/text'

import { bodyLimitOf } from './body'

/** How the wait for a body ended; `cut` means that the process is stopping. */
type BodyOutcome = 'whole' | 'too large' | 'too slow' | 'cut'

/** Bodies that are on their way, each with how to give it only so many ms more. */
const underWay = new Map<IncomingMessage, (mostMs: number) => void>()

const hasBody = ({ headers }: IncomingMessage) => {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * Keeps a body in memory until all of it has come, then gives it back to the request as if it had just arrived: nobody
 * works, and nobody holds a place, for a body that is endless or never ends. When the caller is gone `done` is not called.
 */
const awaitBody = (
  request: IncomingMessage,
  { mostBytes, mostMs }: { mostBytes: number; mostMs: number },
  done: (outcome: BodyOutcome) => void,
) => {
  let size = 0
  let parts: Buffer[] = []
  const finish = (outcome: BodyOutcome | null) => {
    if (!underWay.delete(request)) return
    clearTimeout(timer)
    if (outcome !== 'whole') parts = []
    if (outcome !== null) done(outcome)
  }
  let timer = setTimeout(finish, mostMs, 'too slow' satisfies BodyOutcome)
  underWay.set(request, (ms) => {
    clearTimeout(timer)
    timer = setTimeout(finish, ms, 'cut' satisfies BodyOutcome)
  })
  request.once('close', () => finish(null))
  // Node's parser hands each part, and null at the end, to `push`, which is the documented way into a stream.
  takePushes(request, (part) => {
    if (!underWay.has(request)) return
    if (part === null) {
      givePushesBack(request)
      for (const one of parts) request.push(one)
      request.push(null)
      finish('whole')
      return
    }
    size += part.length
    parts.push(part)
    if (size > mostBytes) finish('too large')
  })
}

/** Drops what comes of a body from here on; `ended` is called at its end. */
const dropBody = (request: IncomingMessage, ended: () => void) => {
  return takePushes(request, (part) => {
    if (part === null) ended()
  })
}

/** Gives the bodies that are still on their way only so long: the process is stopping. */
export function limitPendingBodies(mostMs: number) {
  for (const hurry of underWay.values()) hurry(mostMs)
}

const takePushes = (request: IncomingMessage, take: (part: Buffer | null) => void) => {
  const push = (part: Buffer | null) => {
    take(part)
    return true
  }
  Object.assign(request, { push })
}

const givePushesBack = (request: IncomingMessage) => {
  Reflect.deleteProperty(request, 'push')
}

/** How long a caller may take to send a body, in ms. */
const bodyMs = 10_000
/** A caller that is refused while it sends gets to read why for this long: a closed connection would take that away. */
const lingerMs = 1_000

const methods = ['GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS']

type Refusal = { status: number; title: string; detail: string; headers?: Record<string, string> }

const refusals = {
  method: {
    status: 405,
    title: 'Method not allowed',
    detail: 'Connect Desk does not answer this method.',
    headers: { Allow: methods.join(', ') },
  },
  address: {
    status: 400,
    title: 'Bad request',
    detail: 'This address has characters that no address of Connect Desk has.',
  },
  'too large': {
    status: 413,
    title: 'Content too large',
    detail: 'What was sent is larger than Connect Desk takes here.',
  },
  'too slow': {
    status: 408,
    title: 'Request timeout',
    detail: 'What was sent did not arrive in time. Send it again.',
  },
  cut: {
    status: 503,
    title: 'Service unavailable',
    detail: 'Connect Desk is being restarted. Send it again.',
    headers: { 'Retry-After': '1' },
  },
} satisfies Record<string, Refusal>

/**
 * What every request to the desk meets first, before anybody knows who asks: methods and addresses that nothing here
 * has, and bodies that are too large or too slow, go no further. What is handed on has its whole body with it.
 */
export function passGate(request: IncomingMessage, response: ServerResponse, handOn: () => void) {
  const path = pathOf(request)
  const mostBytes = bodyLimitOf(path)
  const reason = findReason(request, path, mostBytes)
  if (reason !== null) return refuse(request, response, refusals[reason])
  if (!hasBody(request)) return handOn()
  // The parser calls from the connection, which knows nothing of the request that it is about.
  const done = AsyncResource.bind((outcome: BodyOutcome) =>
    outcome === 'whole' ? handOn() : refuse(request, response, refusals[outcome]),
  )
  return awaitBody(request, { mostBytes, mostMs: bodyMs }, done)
}

const pathOf = ({ url = '' }: IncomingMessage) => url.split('?', 1)[0] ?? ''

const findReason = ({ method, headers }: IncomingMessage, path: string, mostBytes: number) => {
  if (!methods.includes(method ?? '')) return 'method'
  if (!path.startsWith('/') || !isReadable(path)) return 'address'
  return Number(headers['content-length'] ?? 0) > mostBytes ? 'too large' : null
}

/** Whether a path stands for a text that can be kept: it may carry any bytes, percent-encoded. */
const isReadable = (path: string) => {
  try {
    return isStorable(decodeURIComponent(path))
  } catch {
    return false
  }
}

const refuse = (
  request: IncomingMessage,
  response: ServerResponse,
  { headers = {}, ...problem }: Refusal,
) => {
  const isApi = pathOf(request).startsWith('/api/')
  const text = isApi ? JSON.stringify({ type: 'about:blank', ...problem }) : `${problem.detail}\n`
  response.shouldKeepAlive = false
  response.writeHead(problem.status, {
    ...headers,
    'Content-Type': isApi ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  })
  if (request.complete || !hasBody(request)) return response.end(text)
  response.write(text)
  const timer = setTimeout(() => response.end(), lingerMs)
  response.once('close', () => clearTimeout(timer))
  return dropBody(request, () => response.end())
}
