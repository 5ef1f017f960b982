import { z } from 'zod'

import { Customer } from '@/lib/customers/schema'

import { Advanced } from './advanced'
import { IntegrationKey, mostIntegrations } from './integration'
import { Language } from './language'
import { countFixedTags } from './link-tags'
import { tagLimit } from './tag-limit'
import { OwnTags } from './tags'
import { TypedText } from './typed-text'

/** One wish for one link. The same `intentKey` never makes two. */
export const CreateLinkInput = z
  .strictObject({
    intentKey: z.uuid('Reload the page: this form has lost its key.'),
    customer: Customer,
    integrations: z
      .array(IntegrationKey)
      .min(1, 'Choose at least one integration.')
      .max(mostIntegrations, `Choose at most ${mostIntegrations} integrations.`)
      .transform((keys) => [...new Set(keys)]),
    language: Language.nullable(),
    tags: OwnTags,
    advanced: Advanced,
    /** Hosts that were shown and confirmed. */
    confirmedHosts: z.array(TypedText.max(400)).max(50),
  })
  .superRefine((input, ctx) => {
    const left = tagLimit - countFixedTags(input.customer)
    if (input.tags.length > left)
      ctx.addIssue({
        code: 'custom',
        path: ['tags'],
        message: `Nango takes ${tagLimit} tags in all, and ${tagLimit - left} are used by the fields above. Remove ${input.tags.length - left}.`,
      })
    for (const key of Object.keys(input.advanced))
      if (!input.integrations.includes(key))
        ctx.addIssue({ code: 'custom', path: ['advanced'], message: `${key} is not among the integrations.` })
  })
export type CreateLinkInput = z.infer<typeof CreateLinkInput>
