import type { FieldErrors } from './failure'

/** One message per field, the first of each, whatever the fields are called. */
export const firstErrors = (found: Iterable<readonly [field: string, message: string]>): FieldErrors => {
  const errors = new Map<string, string>()
  for (const [field, message] of found) if (!errors.has(field)) errors.set(field, message)
  return Object.fromEntries(errors)
}
