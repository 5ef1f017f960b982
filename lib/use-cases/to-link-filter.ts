import 'server-only'
import { isWideSearch, type LinksFilter } from '@/lib/core/links-filter'
import { toSearchTerm } from '@/lib/core/search-text'
import { dayStart, nextDay } from '@/lib/core/time'
import type { LinkFilter } from '@/lib/db/page-links'

/** A filter as the database takes it: days become instants, and a search that is too short for a search is a customer's id. */
export const toLinkFilter = (filter: LinksFilter): LinkFilter => {
  const { search, status, integration, staff, from, to } = filter
  const zone = filter.zone ?? 'UTC'
  const isWide = isWideSearch(search)
  return {
    // A renewed link is stored as revoked: what is told apart for people is told apart here.
    status: status === 'renewed' ? 'revoked' : status,
    isRenewed: status === 'renewed' || (status === 'revoked' ? false : null),
    integrationKey: integration,
    makerId: staff,
    customerId: search === '' || isWide ? null : search,
    from: from === null ? null : dayStart(from, zone),
    to: to === null ? null : dayStart(nextDay(to), zone),
    term: isWide ? toSearchTerm(search) : null,
  }
}
