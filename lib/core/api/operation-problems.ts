import type { FailureEntry } from '../failures'
import { ProblemCode, problemFacts } from './problem'

type Group = NonNullable<FailureEntry['api']>['of']

const of = (...groups: Group[]): ProblemCode[] =>
  groups.flatMap((group) => ProblemCode.options.filter((code) => problemFacts(code).of === group))

/** What can go wrong with each operation. */
export const operationProblems = {
  createConnectLink: of('every', 'body', 'intent', 'nango', 'session'),
  createReconnectLink: of('every', 'body', 'intent', 'nango', 'session', 'connection'),
  listLinks: [...of('every'), 'invalid_input'],
  readLink: of('every', 'link'),
  revokeLink: of('every', 'link', 'nango'),
} satisfies Record<string, ProblemCode[]>

export type OperationId = keyof typeof operationProblems
