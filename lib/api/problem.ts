import 'server-only'
import { z } from 'zod'

import { machineRoutes } from '@/lib/core/desk-routes'
import type { FailureEntry } from '@/lib/core/errors'
import { type Doing, type Failure, FailureCode, failureEntry, toFailureView } from '@/lib/core/failure'
import { failures } from '@/lib/core/failures'

type Failures = typeof failures

/** The failures that the API can answer. */
export type ProblemCode = {
  [Code in FailureCode]: Failures[Code] extends { api: object } ? Code : never
}[FailureCode]

const isProblemCode = (code: FailureCode): code is ProblemCode => 'api' in failures[code]

export const ProblemCode = z.enum(FailureCode.options.filter(isProblemCode))

/** The HTTP status of a failure, and which operations can fail so. */
export function problemFacts(code: ProblemCode) {
  return failures[code].api
}

/** The body of every answer that is an error: RFC 9457, with our code. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'Where the code is explained, relative to this address.' }),
    title: z.string().meta({ description: 'The code in words.' }),
    status: z.int(),
    code: ProblemCode.meta({ description: 'What went wrong, from a closed list. Decide by this.' }),
    detail: z.string().meta({ description: 'What happened and what to do, for a person. May change.' }),
    errors: z
      .record(z.string(), z.string())
      .exactOptional()
      .meta({ description: 'One message per field, by its path, such as `tags.plan`.' }),
    requestId: z.string().exactOptional().meta({ description: 'Where an admin finds it in the log.' }),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** A code in words. */
export function problemTitle(code: ProblemCode): string {
  const words = code.replaceAll('_', ' ').replace('nango', 'Nango')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What happened and what to do, in words for the developer of a tool. */
export function problemText(code: ProblemCode, failure: Failure, doing: Doing): string {
  const text = failureEntry(code).tool?.(failure) ?? toFailureView(failure, doing).message
  return text + keptText(code, doing)
}

/** The outcome at Nango is kept with its intent, so that nothing is created twice. */
const keptText = (code: ProblemCode, doing: Doing) =>
  doing === 'create' && failureEntry(code).fault === 'nango'
    ? ' An Idempotency-Key keeps this answer; try again with a new one.'
    : ''

/** A failure as an internal tool gets it. `fieldErrors` have to bear the names of the API already. */
export function toProblem({ requestId, ...failure }: Failure, doing: Doing): Problem {
  const code = isProblemCode(failure.code) ? failure.code : 'unexpected'
  const { fieldErrors } = failure
  return {
    type: `${machineRoutes.apiReference()}#${code}`,
    title: problemTitle(code),
    status: problemFacts(code).status,
    code,
    detail: problemText(code, { ...failure, code }, doing),
    ...(fieldErrors && Object.keys(fieldErrors).length > 0 ? { errors: fieldErrors } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  }
}

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
