import type { LinkState } from './link-state'
import { renewedWord, stateWords } from './state-words'

/**
 * What a list of links may be narrowed to: one state, or those with an alarm. `revoked` and `renewed` are told apart as
 * the rows tell them apart.
 */
export type LinkStatus = Exclude<LinkState, 'creating'> | 'renewed' | 'alarm'

export const linkStatusWords: Record<LinkStatus, string> = {
  active: stateWords.active,
  connected: stateWords.connected,
  expired: stateWords.expired,
  revoked: stateWords.revoked,
  renewed: renewedWord,
  failed: stateWords.failed,
  alarm: 'With an alarm',
}

/** Which links a list shows, as a person chose it. Days are `YYYY-MM-DD` in `zone`; empty text and null mean all. */
export type LinksFilter = {
  search: string
  status: LinkStatus | null
  integration: string | null
  staff: string | null
  from: string | null
  to: string | null
  zone: string | null
}

export const noLinksFilter: LinksFilter = {
  search: '',
  status: null,
  integration: null,
  staff: null,
  from: null,
  to: null,
  zone: null,
}

/** Where a page begins: right below a link (`older`) or right above it (`newer`); null is the newest page. */
export type LinkCursor = { way: 'older' | 'newer'; fromId: string } | null

/** The query of an address that shows a filter from a cursor on. */
export const toLinksAddress = (filter: LinksFilter, cursor: LinkCursor = null) => ({
  ...filter,
  before: cursor?.way === 'older' ? cursor.fromId : null,
  after: cursor?.way === 'newer' ? cursor.fromId : null,
})

/** The part of a filter that is in use, by the names of the fields. */
export function filterValues<Name extends string>(filter: Record<Name, string | null>) {
  const used: { [N in Name]?: string } = {}
  for (const name in filter) if (filter[name]) used[name] = filter[name]
  return used
}

/** Whether a search looks through everything: it takes three letters or digits in a row. A shorter one finds whole customer IDs. */
export const isWideSearch = (search: string) => /[\p{L}\p{N}]{3}/u.test(search)
