import {
  type ConnectedCustomer,
  customerFieldNames,
  customerFields,
  forFields,
  optionalFieldNames,
} from './fields'
import type { Customer } from './schema'

/** How to call a customer in a sentence or a list. */
export function customerTitle(customer: Customer) {
  return customer.displayName ?? customer.email ?? customer.id
}

/** The customer whom a connection's tags name. */
export function customerOfTags(tags: Record<string, string>): ConnectedCustomer {
  return forFields(customerFieldNames, (field) => tags[customerFields[field].tag] ?? null)
}

/** The tags that name a customer, the id always among them. */
export function customerTags(customer: ConnectedCustomer & { id: string }): Record<string, string> {
  const others = optionalFieldNames.flatMap((field) =>
    customer[field] ? [[customerFields[field].tag, customer[field]]] : [],
  )
  return { [customerFields.id.tag]: customer.id, ...Object.fromEntries(others) }
}
