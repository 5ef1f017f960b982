/** The `code` that Node and the drivers put on their errors, such as EADDRINUSE; null without one. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}

/** An error whose message is for the person who starts the desk: plain words, no secret, no stack needed. */
export class PlainError extends Error {
  override name = 'PlainError'
}

/** Does each one, whatever becomes of the others; throws what the first of the failed ones threw. */
export async function doEach<T>(each: T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = []
  for (const one of each) await work(one).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/** What a sentence may name. */
export type FailureFacts = {
  /** One message per field; a field is named by its path in the form, such as `customerId` or `tags.0.key`. */
  fieldErrors?: Record<string, string>
  /** Seconds to wait before trying again; at least 1. */
  retryAfterSeconds?: number
  /** An outside fact that belongs in the sentence: a missing scope, a foreign host. Never a secret. */
  detail?: string
}

export type FailureEntry = {
  /** Where something is wrong, so that an admin may look into it; unset: it is up to the person to do another thing. */
  fault?: 'desk' | 'nango'
  /**
   * The sentence for the person: what happened, who can act, what to do. `kept` says what did not change. A tool's
   * developer gets it too, unless `tool` has another one.
   */
  say: (failure: FailureFacts, kept: string) => string
  /** Where the person's sentence talks of forms and buttons. */
  tool?: (failure: FailureFacts) => string
  /** How the API answers it, and which of its operations can: see `operationProblems`. */
  api?: { status: number; of: 'every' | 'body' | 'intent' | 'nango' | 'session' | 'connection' | 'link' }
  /** How a route that the pages read answers it, if not by 500. */
  pageStatus?: number
}
