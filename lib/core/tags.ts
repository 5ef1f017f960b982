import { z } from 'zod'

import { customerFieldNames, forNames, linkTag, visitTag } from './customer-fields'
import { addRepeated } from './field-errors'
import { NameText, TypedText } from './text'
import { toPlainId } from './typed/plain-text'

/** Nango's limits for tags, from packages/shared/lib/services/tags/schema.ts in NangoHQ/nango. */
const keyPattern = /^[a-zA-Z][a-zA-Z0-9_\-./]*$/

/** Keys that Connect Desk writes itself. */
export const reservedTagKeys: string[] = [
  linkTag,
  visitTag,
  ...Object.keys(forNames(customerFieldNames, 'tag', () => null)),
]

/** Any tag's name as Nango keeps it. */
export const TagKey = z
  .string()
  .overwrite(toPlainId)
  .min(1, 'Give the tag a name.')
  .max(64, 'A tag name has at most 64 characters.')
  .regex(keyPattern, 'Start with a letter; then letters, digits and _ - . / are allowed.')
  .transform((key) => key.toLowerCase())
  // Nango answers 400 to it (seen on a real server).
  .refine((key) => key !== 'constructor', 'Nango takes no tag of this name. Choose another.')

/** The name of a tag of one's own. */
export const OwnTagKey = TagKey.refine((key) => !reservedTagKeys.includes(key), {
  error: (issue) => `Connect Desk writes ${String(issue.input)} itself. Choose another name.`,
})

const tagValueOf = (text: typeof TypedText) =>
  text.min(1, 'Give the tag a value.').max(255, 'A tag value has at most 255 characters.')

export const TagValue = tagValueOf(TypedText)

/** The agent's own tags, in the order typed; keys are lowercased as Nango does. */
export const OwnTags = z
  .array(z.strictObject({ key: OwnTagKey, value: tagValueOf(NameText) }))
  .superRefine((tags, ctx) => addRepeated(ctx, tags, { message: 'This tag is already in the list.' }))
export type OwnTags = z.infer<typeof OwnTags>

/** The tags that neither name the customer nor the link. */
export function ownTagsOf(tags: Record<string, string>) {
  return Object.entries(tags).flatMap(([key, value]) =>
    reservedTagKeys.includes(key) ? [] : [{ key, value }],
  )
}
