/** An error whose message is for the person who starts the desk: plain words, no secret, no stack needed. */
export class PlainError extends Error {
  override name = 'PlainError'
}
