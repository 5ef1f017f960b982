import { randomUUID } from 'node:crypto'

import type { Context } from 'hono'

import { answerJson } from './answer-json'
import { ApiFailure } from './api-failure'

/** Turns anything thrown into an answer; what is unknown never shows its own text. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof ApiFailure) {
    return answerJson(c, { error: error.error }, error.status)
  }
  const message = `An error occurred. Please contact support with this unique id: "${randomUUID()}"`
  return answerJson(c, { error: { code: 'generic_error_support', message, payload: {} } }, 500)
}
