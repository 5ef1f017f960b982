import type { EventView } from './event-text'
import type { LiveLinkView } from './link-view'

/** A connection that came of a link; an unexpected one is an alarm. */
export type LinkConnectionView = {
  id: string
  integrationKey: string
  at: string
  isExpected: boolean
}

/** Everything that is known of one link. `live` is without its URL; `canReveal` says whether this person may ask for it. */
export type LinkHistoryView = {
  live: LiveLinkView
  canReveal: boolean
  tags: { key: string; value: string }[]
  connections: LinkConnectionView[]
  events: EventView[]
}
