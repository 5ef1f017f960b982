import type { Customer } from '@/lib/customers/schema'
import { customerTags } from '@/lib/customers/tags'

import type { OwnTags } from './tags'

/** The tags of one connect session: our link id, the customer, then the agent's own. */
export const toLinkTags = (linkId: string, customer: Customer, ownTags: OwnTags) => ({
  connect_link_id: linkId,
  ...customerTags(customer),
  ...Object.fromEntries(ownTags.map((tag) => [tag.key, tag.value])),
})

/** How many of Nango's 10 tags the customer's fields and the link id take. */
export const countFixedTags = (customer: Customer) => 1 + Object.keys(customerTags(customer)).length
