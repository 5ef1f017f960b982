import type { ProblemCode } from './problem'

const always: ProblemCode[] = [
  'key_invalid',
  'key_lacks_scope',
  'rate_limited',
  'unexpected',
  'database_unavailable',
  'too_slow',
]

const ofBody: ProblemCode[] = ['invalid_input', 'body_too_large', 'body_not_json']

const ofIntent: ProblemCode[] = ['intent_in_flight', 'link_ended', 'intent_reused', 'intent_abandoned']

const ofNango: ProblemCode[] = [
  'nango_key_rejected',
  'nango_scope_missing',
  'nango_forbidden',
  'nango_failed',
  'nango_unreachable',
  'nango_bad_answer',
  'nango_rate_limited',
  'nango_resting',
  'nango_timeout',
]

const ofNewSession: ProblemCode[] = [
  'nango_refused',
  'nango_capped',
  'nango_bad_expiry',
  'nango_foreign_link',
]

/** What can go wrong with each operation. */
export const operationProblems = {
  createConnectLink: [...always, ...ofBody, ...ofIntent, ...ofNango, ...ofNewSession],
  createReconnectLink: [
    ...always,
    ...ofBody,
    ...ofIntent,
    ...ofNango,
    ...ofNewSession,
    'connection_gone',
    'connection_unreadable',
    'connection_tags_full',
  ],
  listLinks: [...always, 'invalid_input'],
  readLink: [...always, 'not_found'],
  revokeLink: [...always, 'not_found', ...ofNango],
} satisfies Record<string, ProblemCode[]>

export type OperationId = keyof typeof operationProblems
