import type { Customer } from './customer'

/** How a search compares: compatible forms as one (NFKC), small letters, single spaces. */
export const toSearchTerm = (text: string) =>
  text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** What a search for a link looks through. */
export const toSearchText = (linkId: string, customer: Customer) =>
  [
    linkId,
    customer.id,
    customer.email,
    customer.displayName,
    customer.organizationId,
    customer.organizationName,
  ]
    .map((part) => toSearchTerm(part ?? ''))
    .filter(Boolean)
    .join(' ')
