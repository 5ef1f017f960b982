import type { ContentfulStatusCode } from 'hono/utils/http-status'

export type ApiError = {
  code: string
  message?: string
  payload?: Record<string, unknown>
  errors?: { code: string | undefined; message: string; path: string[] }[]
  method?: string
  path?: string
}

/** A refusal in the words of Nango's API: the body is `{ error }`. */
export class ApiFailure extends Error {
  readonly status: ContentfulStatusCode
  readonly error: ApiError

  constructor(status: ContentfulStatusCode, error: ApiError) {
    super(error.code)
    this.status = status
    this.error = error
  }
}
