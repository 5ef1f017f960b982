import { toSearchTerm } from './search-text'

const shortest = 2

/** The term to find customers by; null while too little was typed. */
export const toCustomerTerm = (typed: string): string | null => {
  const term = toSearchTerm(typed)
  return Array.from(term).length < shortest ? null : term
}
