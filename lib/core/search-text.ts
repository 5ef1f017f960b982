import { customerFieldNames } from '@/lib/customers/fields'
import type { Customer } from '@/lib/customers/schema'

/** How a search compares: compatible forms as one (NFKC), small letters, single spaces. */
export const toSearchTerm = (text: string) =>
  text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** What a search for a link looks through. */
export const toSearchText = (linkId: string, customer: Customer) =>
  [linkId, ...customerFieldNames.map((field) => customer[field])]
    .map((part) => toSearchTerm(part ?? ''))
    .filter(Boolean)
    .join(' ')
