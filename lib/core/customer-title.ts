import type { Customer } from '@/lib/customers/schema'

/** How to call a customer in a sentence or a list. */
export const customerTitle = (customer: Customer) => customer.displayName ?? customer.email ?? customer.id
