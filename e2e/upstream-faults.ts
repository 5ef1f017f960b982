import type { Fault } from '@/lib/testing/fault-server'

/** A fault that gives a new link another `expires_at`; undefined removes it. */
export function rewriteExpiry(expiresAt: unknown): Fault {
  return rewriteSession((session) => ({ ...session, expires_at: expiresAt }))
}

/** A fault that changes the data of a new connect session as Nango answers it. */
export function rewriteSession(change: (session: Record<string, unknown>) => object): Fault {
  return {
    kind: 'rewrite',
    rewrite: (answer) => (isSessionAnswer(answer) ? { data: change(answer.data) } : answer),
  }
}

function isSessionAnswer(answer: unknown): answer is { data: Record<string, unknown> } {
  return typeof answer === 'object' && answer !== null && 'data' in answer
}

/** One fault of Nango at the creation of a link, and the sentence that the agent must read. */
export type UpstreamFault = { title: string; fault: Fault; sentence: RegExp }

const unreachable = /cannot reach Nango/
/** What the agent reads after each of `lateFaults`. */
export const late = /Nango did not answer within 8 seconds/
const broken = /Nango has a problem of its own/
const strange = /Something other than Nango answered, or its answer was cut off/
const badExpiry = /an expiry time that makes no sense/

function nangoError(status: number, code: string, more: object = {}): Fault {
  return { kind: 'status', status, json: { error: { code, message: `Nango says ${code}`, ...more } } }
}

function tooManyRequests(retryAfter: string): Fault {
  const json = { error: { code: 'too_many_request' } }
  return { kind: 'status', status: 429, headers: { 'retry-after': retryAfter }, json }
}

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()

/** Those that only the desk's patience ends. */
export const lateFaults: Fault[] = [
  { kind: 'silent' },
  { kind: 'slow', delayMs: 9_500 },
  { kind: 'drip', everyMs: 400 },
]

/** Those that are told at once. */
export const answeredFaults: UpstreamFault[] = [
  { title: 'the connection is reset', fault: { kind: 'refuse' }, sentence: unreachable },
  { title: 'the answer is lost', fault: { kind: 'lost' }, sentence: unreachable },
  {
    title: '429, Retry-After 30',
    fault: tooManyRequests('30'),
    sentence: /too many requests.*in 30 seconds/,
  },
  { title: '429, Retry-After 0', fault: tooManyRequests('0'), sentence: /too many requests.*in 1 second\b/ },
  { title: '500', fault: nangoError(500, 'server_error'), sentence: broken },
  { title: '502', fault: nangoError(502, 'bad_gateway'), sentence: broken },
  { title: '503', fault: nangoError(503, 'unavailable'), sentence: broken },
  { title: '504', fault: nangoError(504, 'timeout'), sentence: broken },
  {
    title: '502 as a page',
    fault: { kind: 'status', status: 502, html: '<h1>Bad gateway</h1>' },
    sentence: broken,
  },
  {
    title: '200 as a page',
    fault: { kind: 'status', status: 200, html: '<h1>Hello</h1>' },
    sentence: strange,
  },
  { title: 'half of the answer', fault: { kind: 'truncated' }, sentence: strange },
  { title: 'no expires_at', fault: rewriteExpiry(undefined), sentence: strange },
  { title: 'expires_at that is no time', fault: rewriteExpiry('soon'), sentence: badExpiry },
  { title: 'expires_at in the past', fault: rewriteExpiry(hours(-1)), sentence: badExpiry },
  { title: 'expires_at in a year', fault: rewriteExpiry(hours(8760)), sentence: badExpiry },
  {
    title: 'a link that is a script',
    fault: rewriteSession((session) => ({ ...session, connect_link: 'javascript:alert(1)' })),
    sentence: strange,
  },
  {
    title: '401, the key is rejected',
    fault: nangoError(401, 'unknown_account'),
    sentence: /rejected the API key of Connect Desk/,
  },
  {
    title: '403, a scope is missing',
    fault: nangoError(403, 'forbidden', {
      message: 'Insufficient scope. Required: environment:connect_sessions:write',
    }),
    sentence: /lacks the scope environment:connect_sessions:write/,
  },
  {
    title: '400, the plan is full',
    fault: nangoError(400, 'resource_capped'),
    sentence: /has reached its limit of connections/,
  },
]
