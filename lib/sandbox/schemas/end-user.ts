import { z } from 'zod'

import type { EndUser } from '../model/end-user'
import { tagFaults, TagKey } from './fields'

/** Source: packages/server/lib/helpers/validation.ts. */
export const EndUserInput = z.strictObject({
  id: z.string().min(1).max(255),
  email: z.email().min(5).optional(),
  display_name: z.string().max(255).optional(),
  tags: z
    .record(TagKey, z.string().max(255))
    .superRefine((tags, context) => {
      for (const message of tagFaults(tags, { checksEmail: false }))
        context.addIssue({ code: 'custom', message })
    })
    .optional(),
})
export type EndUserInput = z.infer<typeof EndUserInput>

export const OrganizationInput = z.strictObject({
  id: z.string().max(255),
  display_name: z.string().max(255).optional(),
})
export type OrganizationInput = z.infer<typeof OrganizationInput>

export function toEndUser(input: EndUserInput | undefined, organization?: OrganizationInput): EndUser | null {
  if (input === undefined) return null
  return {
    id: input.id,
    displayName: input.display_name ?? null,
    email: input.email ?? null,
    tags: input.tags ?? null,
    organization: organization
      ? { id: organization.id, displayName: organization.display_name ?? null }
      : null,
  }
}
