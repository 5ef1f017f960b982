import { z } from 'zod'

import { addRepeated } from './add-repeated'
import { ConnectionId } from './connection-id'
import { IntegrationKey } from './integration'
import { fixedTag } from './tag-change'
import { tagLimit } from './tag-limit'
import { TagKey, TagValue } from './tags'
import { isKeepable } from './typed-text'

const isFree = (key: string) => key !== fixedTag
const fixed = 'This tag ties the connection to its link and stays as it is.'

const WrittenTag = z
  .strictObject({ key: TagKey.refine(isFree, fixed), value: TagValue })
  .superRefine(({ key, value }, ctx) => {
    // Nango's rule: packages/shared/lib/services/tags/schema.ts.
    if (key === 'end_user_email' && !z.email().min(5).safeParse(value).success)
      ctx.addIssue({
        code: 'custom',
        message: 'Enter a full email address, such as name@example.com.',
        path: ['value'],
      })
  })

/** A change of a connection's tags; those that it does not name stay as they are. */
export const RetagInput = z
  .strictObject({
    integration: IntegrationKey.min(1),
    connectionId: ConnectionId,
    set: z.array(WrittenTag).max(tagLimit, `Nango takes ${tagLimit} tags.`),
    remove: z.array(z.string().min(1).max(255).refine(isKeepable).refine(isFree, fixed)).max(100),
  })
  .superRefine(({ set }, ctx) => {
    addRepeated(ctx, set, { path: ['set'], message: 'This tag is already in the list.' })
  })
export type RetagInput = z.infer<typeof RetagInput>
