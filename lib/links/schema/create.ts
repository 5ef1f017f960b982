import { z } from 'zod'

import { linkTag, tagLimit, visitTag } from '@/lib/core/customer-fields'
import { ConnectionId, IntegrationKey } from '@/lib/core/ids'
import { languages } from '@/lib/core/language'
import { OwnTags } from '@/lib/core/tags'
import { TypedText } from '@/lib/core/text'
import { Customer, customerTags } from '@/lib/customers/schema'
import { countFixedTags } from '@/lib/customers/view'
import { CheckKind, WorksFor } from '@/lib/handoff/schema'
import { checksByEmail } from '@/lib/handoff/words'
import { Advanced } from '@/lib/integrations/schema/config'
import { mostIntegrations } from '@/lib/integrations/view'

/** The language of the page that the customer sees. */
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

/** A request for one link. The same `intentKey` never creates two. */
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
    worksFor: WorksFor,
    /** How the customer of a hand-off link shows that it is them. */
    check: CheckKind,
    /** Hosts that were shown and confirmed. */
    confirmedHosts: z.array(TypedText.max(400)).max(50),
  })
  .superRefine((input, ctx) => {
    const left = tagLimit - countFixedTags(input.customer) - (input.worksFor === '30m' ? 0 : 1)
    if (input.tags.length > left)
      ctx.addIssue({
        code: 'custom',
        path: ['tags'],
        message: `Nango takes ${tagLimit} tags in all, and ${tagLimit - left} are used by the fields above. Remove ${input.tags.length - left}.`,
      })
    if (input.worksFor !== '30m' && checksByEmail.includes(input.check) && input.customer.email === null)
      ctx.addIssue({
        code: 'custom',
        path: ['customer', 'email'],
        message: 'Enter the customer’s email address, or choose another check.',
      })
    for (const key of Object.keys(input.advanced))
      if (!input.integrations.includes(key))
        ctx.addIssue({ code: 'custom', path: ['advanced'], message: `${key} is not among the integrations.` })
  })
export type CreateLinkInput = z.infer<typeof CreateLinkInput>

/** The tags of one connect session: our link id, the customer, then the agent's own. */
export function toLinkTags(linkId: string, customer: Customer, ownTags: OwnTags) {
  return {
    [linkTag]: linkId,
    ...customerTags(customer),
    ...Object.fromEntries(ownTags.map((tag) => [tag.key, tag.value])),
  }
}

/** The same of a connect session that the page of a hand-off link asked for. */
export function toVisitTags(tags: Record<string, string>, visitId: string) {
  return { ...tags, [visitTag]: visitId }
}

/** A request for one link that connects a connection anew. The same `intentKey` never creates two. */
export const ReconnectLinkInput = z.strictObject({
  intentKey: z.uuid('Reload the page: this form has lost its key.'),
  integration: IntegrationKey.min(1),
  connectionId: ConnectionId,
  language: Language.nullable(),
  worksFor: WorksFor.optional(),
  check: CheckKind.optional(),
})
export type ReconnectLinkInput = z.infer<typeof ReconnectLinkInput>

/** A connection before a reconnect: what Nango drops is put back from it, and what changed is found by it. */
export const ConnectionSnapshot = z.object({
  tags: z.record(z.string(), z.string()),
  webhookUrlOverride: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  connectionConfig: z.record(z.string(), z.unknown()),
  /** On Nango's clock. */
  updatedAt: z.iso.datetime(),
})
export type ConnectionSnapshot = z.infer<typeof ConnectionSnapshot>
