import 'server-only'
import { AsyncResource } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { isKeepable } from '@/lib/core/typed-text'

import { bodyLimitOf } from './body-limits'
import { awaitBody, type BodyOutcome, dropBody, hasBody } from './whole-body'

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
export const passGate = (request: IncomingMessage, response: ServerResponse, handOn: () => void) => {
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
    return isKeepable(decodeURIComponent(path))
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
