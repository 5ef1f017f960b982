import type { Customer } from './customer'

/** How to call a customer in a sentence or a list. */
export const customerTitle = (customer: Customer) => customer.displayName ?? customer.email ?? customer.id
