import { z } from 'zod'

import type { ApiContext } from './api-env'
import { type ApiError, ApiFailure } from './api-failure'
import { parseQuery } from './parse-query'

type Part = 'invalid_body' | 'invalid_query_params' | 'invalid_uri_params'

/** Parses, or fails with 400 and one entry an issue; path elements are strings (packages/utils/lib/express/validate.ts). */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: Part,
): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    throw new ApiFailure(400, { code: part, errors: toErrors(parsed.error.issues) })
  }
  return parsed.data
}

export function validateQuery<Schema extends z.ZodType>(c: ApiContext, schema: Schema): z.output<Schema> {
  return validate(schema, parseQuery(c.req.url), 'invalid_query_params')
}

const Nothing = z.strictObject({})

export function refuseQuery(c: ApiContext): void {
  validateQuery(c, Nothing)
}

/** For calls that take no body; none at all is fine as well. */
export function refuseBody(c: ApiContext): void {
  validate(Nothing, c.var.body ?? {}, 'invalid_body')
}

export function toErrors(
  issues: Pick<z.core.$ZodIssue, 'code' | 'message' | 'path'>[],
): NonNullable<ApiError['errors']> {
  return issues.map(({ code, message, path }) => ({ code, message, path: path.map(String) }))
}
