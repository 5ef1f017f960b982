import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Fault, FaultKind, FaultOf } from './fault'
import { fetchFromTarget, sendAnswer, type TargetAnswer } from './pass-through'

type Handler<Kind extends FaultKind> = (
  fault: FaultOf<Kind>,
  response: ServerResponse,
  fetchReal: () => Promise<TargetAnswer>,
) => void | Promise<void>

const handlers: { [Kind in FaultKind]: Handler<Kind> } = {
  status: ({ status, headers, json, html, clockAheadMs }, response) => {
    const isHtml = html !== undefined
    response.writeHead(status, {
      'content-type': isHtml ? 'text/html' : 'application/json',
      date: dateOf(clockAheadMs),
      ...headers,
    })
    response.end(html ?? JSON.stringify(json ?? { error: { code: 'server_error', message: 'Fault' } }))
  },

  html: ({ status, html, clockAheadMs }, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', date: dateOf(clockAheadMs) })
    response.end(html)
  },

  refuse: (_fault, response) => {
    response.socket?.resetAndDestroy()
  },

  silent: () => {},

  slow: async ({ delayMs }, response, fetchReal) => {
    await waitUnlessClosed(response, delayMs)
    if (!response.destroyed) sendAnswer(response, await fetchReal())
  },

  drip: ({ everyMs, clockAheadMs }, response) => {
    response.writeHead(200, { 'content-type': 'application/json', date: dateOf(clockAheadMs) })
    response.flushHeaders()
    const timer = setInterval(() => response.write(' '), everyMs)
    response.once('close', () => clearInterval(timer))
  },

  truncated: async (_fault, response, fetchReal) => {
    const { status, headers, body } = await fetchReal()
    response.writeHead(status, { ...headers, 'content-length': body.length })
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
  },

  rewrite: async ({ rewrite }, response, fetchReal) => {
    const answer = await fetchReal()
    const changed = rewrite(JSON.parse(answer.body.toString('utf8')))
    sendAnswer(response, { ...answer, body: Buffer.from(JSON.stringify(changed)) })
  },

  pass: async (_fault, response, fetchReal) => {
    sendAnswer(response, await fetchReal())
  },

  lost: async (_fault, response, fetchReal) => {
    await fetchReal()
    response.socket?.resetAndDestroy()
  },
}

/** Answers one request wrongly, as the fault says. */
export async function answerWithFault(
  target: string,
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await handle(fault, response, async () => {
    const answer = await fetchFromTarget(target, request)
    if (fault.clockAheadMs === undefined) return answer
    return { ...answer, headers: { ...answer.headers, date: dateOf(fault.clockAheadMs) } }
  })
}

async function handle<Kind extends FaultKind>(
  fault: FaultOf<Kind>,
  ...rest: [ServerResponse, () => Promise<TargetAnswer>]
): Promise<void> {
  await handlers[fault.kind](fault, ...rest)
}

function dateOf(clockAheadMs = 0): string {
  return new Date(Date.now() + clockAheadMs).toUTCString()
}

function waitUnlessClosed(response: ServerResponse, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs)
    response.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
