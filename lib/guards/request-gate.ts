import 'server-only'
import { AsyncResource } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { type FailureView, toFailureView } from '@/lib/core/failure'
import { isStorable } from '@/lib/core/text'

import { bodyLimitOf } from './body'
import { nameFault } from './faults'
import { foreignOrigin, hasReadableHost, isActOnPage, isOwnOrigin, isServedHere } from './origin'

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

type Refusal = {
  status: number
  title: string
  detail: string
  code?: FailureView['code']
  headers?: Record<string, string>
}

const refusals = {
  method: {
    status: 405,
    title: 'Method not allowed',
    detail: 'Connect Desk does not answer this method.',
    headers: { Allow: methods.join(', ') },
  },
  'read only': {
    status: 405,
    title: 'Method not allowed',
    detail: 'This page can only be read.',
    headers: { Allow: 'GET, HEAD' },
  },
  elsewhere: { status: 404, title: 'Not found', detail: 'There is no such page here.' },
  address: {
    status: 400,
    title: 'Bad request',
    detail: 'This address has characters that no address of Connect Desk has.',
  },
  host: {
    status: 400,
    title: 'Bad request',
    detail: 'This request has to name one host, as in Host: desk.example.com or Host: desk.example.com:8443.',
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
  const foreign = isAction(request) ? foreignCaller(request) : null
  if (foreign !== null) return refuse(request, response, foreign)
  if (!hasBody(request)) return handOn()
  // The parser calls from the connection, which knows nothing of the request that it is about.
  const done = AsyncResource.bind((outcome: BodyOutcome) =>
    outcome === 'whole' ? handOn() : refuse(request, response, refusals[outcome]),
  )
  return awaitBody(request, { mostBytes, mostMs: bodyMs }, done)
}

const pathOf = ({ url = '' }: IncomingMessage) => url.split('?', 1)[0] ?? ''

const findReason = (request: IncomingMessage, path: string, mostBytes: number) => {
  const { method = '', headers } = request
  if (!methods.includes(method)) return 'method'
  if (!hasOneHost(request)) return 'host'
  if (!path.startsWith('/') || !isReadable(path)) return 'address'
  if (!isServedHere(headers, path)) return 'elsewhere'
  if (isActOnPage(method, path)) return 'read only'
  return Number(headers['content-length'] ?? 0) > mostBytes ? 'too large' : null
}

/** Whether a request names one host, in one line: of several Node keeps the first, and a proxy may go by the last. */
const hasOneHost = ({ headers, rawHeaders }: IncomingMessage) => {
  const lines = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  return lines.length <= 1 && hasReadableHost(headers)
}

/** Whether a path stands for a text that can be kept: it may carry any bytes, percent-encoded. */
const isReadable = (path: string) => {
  try {
    return isStorable(decodeURIComponent(path))
  } catch {
    return false
  }
}

/** Whether a page calls a server action. Its Origin is judged here, because Next would answer another host with a bare 500. */
const isAction = ({ headers }: IncomingMessage) => headers['next-action'] !== undefined

/** The refusal of an action that another page called; a request that says no Origin is left to the action's own guard. */
const foreignCaller = ({ headers }: IncomingMessage): Refusal | null => {
  if (headers.origin === undefined) return null
  const said = new Headers(
    ['origin', 'host', 'x-forwarded-proto'].map((name) => [name, String(headers[name] ?? '')]),
  )
  if (isOwnOrigin(said)) return null
  const { code, message } = toFailureView(nameFault(foreignOrigin(said)), 'read')
  return { status: 403, title: 'Forbidden', detail: message, code }
}

/**
 * A refusal in the form that its caller reads. Next's router hands a page the text of a `text/plain` answer to an action
 * as the message of an error (`server-action-reducer.js`): there it is a failure as JSON, which `toFailure` reads.
 */
const wordsOf = (request: IncomingMessage, { status, title, detail, code = 'unexpected' }: Refusal) => {
  if (isAction(request)) {
    const failure: FailureView = { code, message: detail, fieldErrors: {} }
    return { type: 'text/plain', text: JSON.stringify(failure) }
  }
  return pathOf(request).startsWith('/api/')
    ? {
        type: 'application/problem+json',
        text: JSON.stringify({ type: 'about:blank', status, title, detail }),
      }
    : { type: 'text/plain; charset=utf-8', text: `${detail}\n` }
}

const refuse = (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => {
  const { type, text } = wordsOf(request, refusal)
  response.shouldKeepAlive = false
  response.writeHead(refusal.status, {
    ...refusal.headers,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
  })
  if (request.complete || !hasBody(request)) return response.end(text)
  response.write(text)
  const timer = setTimeout(() => response.end(), lingerMs)
  response.once('close', () => clearTimeout(timer))
  return dropBody(request, () => response.end())
}
