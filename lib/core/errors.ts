/** The `code` that Node and the drivers put on their errors, such as EADDRINUSE; null without one. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}

/** An error whose message is for the person who starts the desk: plain words, no secret, no stack needed. */
export class PlainError extends Error {
  override name = 'PlainError'
}
