import { z } from 'zod'

import { type Failure, FailureCode } from '../failure'
import { type Doing, toFailureView } from '../failure-text'
import { machineRoutes } from '../machine-routes'

/** Every failure of the API with its HTTP status. What Nango did is a 502, 503 or 504; what it says of the request itself is a 400. */
export const problemStatuses = {
  invalid_input: 400,
  nango_refused: 400,
  connection_unreadable: 400,
  key_invalid: 401,
  key_lacks_scope: 403,
  not_found: 404,
  connection_gone: 404,
  intent_in_flight: 409,
  connection_tags_full: 409,
  link_ended: 410,
  body_too_large: 413,
  body_not_json: 415,
  intent_reused: 422,
  rate_limited: 429,
  unexpected: 500,
  nango_key_rejected: 502,
  nango_scope_missing: 502,
  nango_forbidden: 502,
  nango_failed: 502,
  nango_unreachable: 502,
  nango_bad_answer: 502,
  nango_bad_expiry: 502,
  nango_foreign_link: 502,
  intent_abandoned: 503,
  database_unavailable: 503,
  nango_capped: 503,
  nango_rate_limited: 503,
  nango_resting: 503,
  too_slow: 504,
  nango_timeout: 504,
} as const satisfies Partial<Record<FailureCode, number>>

export type ProblemCode = keyof typeof problemStatuses

const isProblemCode = (code: FailureCode): code is ProblemCode => code in problemStatuses

export const ProblemCode = z.enum(FailureCode.options.filter(isProblemCode))

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

const anew = 'Repeat the call with a new Idempotency-Key.'

/** Where the person's sentence talks of forms and buttons, the tool's developer gets another one. */
const toolTexts: Partial<Record<ProblemCode, (failure: Failure) => string>> = {
  invalid_input: (f) => f.detail ?? 'Some fields are not as they have to be; `errors` names them.',
  not_found: () => 'There is no such link, or this API key did not make it.',
  intent_reused: () => 'This Idempotency-Key was used before, with another body. Use a new one.',
  intent_in_flight: () =>
    'The call with this Idempotency-Key is still under way. Repeat it in a second for its answer.',
  intent_abandoned: () => `The attempt was cut off before it was finished. No link was created. ${anew}`,
  link_ended: () => `The link of this Idempotency-Key has ended, and its address is gone. ${anew}`,
  too_slow: () =>
    'Connect Desk did not finish within 12 seconds; it may still do so. Repeat the call with the same Idempotency-Key: nothing is done twice.',
  unexpected: () => 'Connect Desk hit a fault of its own. If it stays, tell its admin the request id.',
}

/** A code in words. */
export const problemTitle = (code: ProblemCode) => {
  const words = code.replaceAll('_', ' ').replace('nango', 'Nango')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What happened and what to do, in words for the developer of a tool. */
export const problemText = (code: ProblemCode, failure: Failure, doing: Doing) =>
  (toolTexts[code]?.(failure) ?? toFailureView(failure, doing).message) + keptText(code, doing)

/** The outcome at Nango is kept with its intent, so that nothing is made twice. */
const keptText = (code: ProblemCode, doing: Doing) =>
  doing === 'create' && code.startsWith('nango_')
    ? ' An Idempotency-Key keeps this answer; try again with a new one.'
    : ''

/** A failure as an internal tool gets it. `fieldErrors` have to bear the names of the API already. */
export const toProblem = ({ requestId, ...failure }: Failure, doing: Doing): Problem => {
  const code = isProblemCode(failure.code) ? failure.code : 'unexpected'
  const { fieldErrors } = failure
  return {
    type: `${machineRoutes.apiReference()}#${code}`,
    title: problemTitle(code),
    status: problemStatuses[code],
    code,
    detail: problemText(code, { ...failure, code }, doing),
    ...(fieldErrors && Object.keys(fieldErrors).length > 0 ? { errors: fieldErrors } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  }
}
