import type { RefinementCtx } from 'zod'

import type { FieldErrors } from './failure'

/** One message per field, the first of each, whatever the fields are called. */
export function firstErrors(found: Iterable<readonly [field: string, message: string]>): FieldErrors {
  const errors = new Map<string, string>()
  for (const [field, message] of found) if (!errors.has(field)) errors.set(field, message)
  return Object.fromEntries(errors)
}

/** Complains at each place of a list whose name was there before. */
export function addRepeated(
  ctx: RefinementCtx,
  list: readonly { key: string }[],
  { path = [], message }: { path?: string[]; message: string },
) {
  const names = new Set<string>()
  list.forEach(({ key }, index) => {
    if (names.has(key)) ctx.addIssue({ code: 'custom', message, path: [...path, index, 'key'] })
    names.add(key)
  })
}
