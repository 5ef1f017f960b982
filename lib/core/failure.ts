import { z } from 'zod'

import type { FailureEntry, FailureFacts } from './errors'
import { failures } from './failures'

export type FailureCode = keyof typeof failures

const isFailureCode = (text: string): text is FailureCode => Object.hasOwn(failures, text)

export const FailureCode = z.enum(Object.keys(failures).filter(isFailureCode))

/** What the catalogue says of a code. */
export function failureEntry(code: FailureCode): FailureEntry {
  return failures[code]
}

/** One message per field; a field is named by its path in the form, such as `customerId` or `tags.0.key`. */
export type FieldErrors = Record<string, string>

export type Failure = FailureFacts & {
  code: FailureCode
  /** Where an admin finds it in the log. */
  requestId?: string
}

/**
 * A failure as the browser gets it: no code of ours is needed to read it. That the page is of another release than the
 * desk only a page finds out.
 */
export type FailureView = {
  code: FailureCode | 'other_release'
  message: string
  fieldErrors: FieldErrors
}

/** Whether something is wrong, rather than up to the person to do another thing: an admin may look into it. */
export function isFault({ code }: Failure): boolean {
  return failureEntry(code).fault !== undefined
}

/** What was being done; it decides the sentence that says what did not change. */
export type Doing = keyof typeof unchanged

const unchanged = {
  create: 'No link was created.',
  revoke: 'The link may still be live; Connect Desk goes on trying to end it.',
  read: 'What you see may be out of date.',
  list: 'No connection can be shown.',
  staff: 'Reload the page to see how it stands.',
  connection: 'Reload the page to see how the connection stands.',
  key: 'Reload the page to see how it stands.',
  message: 'Nothing was saved or sent.',
  preset: 'Reload the page to see which presets there are.',
  mail: 'Whether a mail was queued stands on the card.',
}

/** What to pass on to an admin, who finds the request's lines in the log by it. */
const reference = ({ requestId }: Failure) => (requestId ? ` Request ${requestId}.` : '')

/** The sentence for the person: what happened, who can act, what to do. */
export function toFailureView(failure: Failure, doing: Doing): FailureView {
  return {
    code: failure.code,
    message: failureEntry(failure.code).say(failure, unchanged[doing]) + reference(failure),
    fieldErrors: failure.fieldErrors ?? {},
  }
}
