import type { Failure, FailureView } from './failure'

/** What every use case answers: a value, or a failure from the closed list. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure })

/** What a server action answers: the browser's side of a `Result`. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: FailureView }
