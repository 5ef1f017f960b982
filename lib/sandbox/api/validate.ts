import type { z } from 'zod'

import { type ApiError, ApiFailure } from './api-failure'

type Part = 'invalid_body' | 'invalid_query_params'

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

export function toErrors(
  issues: Pick<z.core.$ZodIssue, 'code' | 'message' | 'path'>[],
): NonNullable<ApiError['errors']> {
  return issues.map(({ code, message, path }) => ({ code, message, path: path.map(String) }))
}
