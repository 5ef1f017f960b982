import type { FailureCode } from './failure'

/** Failures after which the same wish may still come true: repeated under the same key, it never makes a second link. */
const unsettled: readonly FailureCode[] = ['intent_in_flight', 'too_slow']

/** The key for the next post after an answer: the same while the outcome is open, else the fresh one. */
export const nextIntentKey = (posted: string, failure: { code: FailureCode } | null, fresh: string): string =>
  failure && unsettled.includes(failure.code) ? posted : fresh
