import {
  type ConnectedCustomer,
  customerFieldNames,
  customerFields,
  forFields,
  optionalFieldNames,
} from '@/lib/core/customer-fields'

import type { Customer } from './schema'

/** A customer of earlier links, and the integrations of the newest one. */
export type KnownCustomer = Customer & { integrations: string[] }

/** How to call a customer in a sentence or a list. */
export function customerTitle(customer: Customer) {
  return customer.displayName ?? customer.email ?? customer.id
}

type Connected = {
  tags: Record<string, string>
  endUser: Pick<ConnectedCustomer, 'id' | 'email' | 'displayName'> | null
}

/** The customer of a connection by its tags, and where these say nothing, by Nango's older record of who connected. */
export function customerOfConnection({ tags, endUser }: Connected): ConnectedCustomer {
  const older: Partial<ConnectedCustomer> = endUser ?? {}
  return forFields(customerFieldNames, (field) => tags[customerFields[field].tag] ?? older[field] ?? null)
}

/** How many of Nango's 10 tags the customer's fields and the link id take at most. */
export function countFixedTags(customer: Customer) {
  return 2 + optionalFieldNames.filter((field) => customer[field]).length
}
