import type { ConnectedCustomer } from './connection-view'
import { reservedTagKeys } from './tags'

/** The customer whom a connection's tags name. */
export const customerOfTags = (tags: Record<string, string>): ConnectedCustomer => ({
  id: tags['end_user_id'] ?? null,
  email: tags['end_user_email'] ?? null,
  displayName: tags['end_user_display_name'] ?? null,
  organizationId: tags['organization_id'] ?? null,
  organizationName: tags['organization_display_name'] ?? null,
})

const reserved = new Set<string>(reservedTagKeys)

/** The tags that neither name the customer nor the link. */
export const ownTagsOf = (tags: Record<string, string>) =>
  Object.entries(tags).flatMap(([key, value]) => (reserved.has(key) ? [] : [{ key, value }]))
