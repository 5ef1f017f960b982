import type { Failure, FailureView } from './failure'

/** What every verb returns: a value, or a failure from the closed list. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

export function succeed<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function fail(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure }
}

/** What a server action answers: the browser's side of a `Result`. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: FailureView }
