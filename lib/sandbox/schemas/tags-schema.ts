import { z } from 'zod'

import { lowerCaseKeys, type Tags } from '../model/end-user'

const maxTags = 10

const Email = z.email().min(5)

export const TagKey = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_\-./]*$/)
  .max(64)

/** Nango's validator takes an object with a key `constructor` for no plain record. */
function refuseConstructor(value: unknown, context: z.RefinementCtx): unknown {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'constructor')) {
    const message = 'Invalid input: expected record, received object'
    context.addIssue({ code: 'invalid_type', expected: 'record', input: value, message })
    return z.NEVER
  }
  return value
}

/** Tags of a link or a connection; keys come out in lower case. Source: packages/shared/lib/services/tags/schema.ts. */
export const ConnectionTags = z.preprocess(
  refuseConstructor,
  z
    .record(TagKey, z.string().min(1).max(255, { message: 'Tag values must be at most 255 characters' }))
    .superRefine((tags, context) => {
      for (const message of tagFaults(tags)) {
        context.addIssue({ code: 'custom', message })
      }
    })
    .transform(lowerCaseKeys),
)

function tagFaults(tags: Tags): string[] {
  const entries = Object.entries(tags)
  if (entries.length > maxTags) {
    return [`Tags cannot contain more than ${maxTags} keys`]
  }
  const hasBadEmail = entries.some(
    ([key, value]) => key.toLowerCase() === 'end_user_email' && !Email.safeParse(value).success,
  )
  return [
    ...repeatedKeys(tags).map((key) => `Duplicate tag key after case normalization: "${key}"`),
    ...(hasBadEmail ? ['Tag "end_user_email" must be a valid email'] : []),
  ]
}

/** Keys that another one equals in lower case. */
export function repeatedKeys(tags: Tags): string[] {
  const keys = Object.keys(tags).map((key) => key.toLowerCase())
  return keys.filter((key, index) => keys.indexOf(key) < index)
}
