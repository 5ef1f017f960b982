import type { EventView } from '@/lib/audit/events'

import type { AlarmKind } from './link-alarm'
import type { LiveLinkView } from './link-view'

/** A connection that came of a link, or may have; one with an alarm says which. */
export type LinkConnectionView = {
  id: string
  integrationKey: string
  at: string
  /** Null for one that was expected or confirmed. */
  alarm: AlarmKind | null
}

/** Everything that is known of one link. `live` is without its URL; `canReveal` says whether this person may ask for it. */
export type LinkHistoryView = {
  live: LiveLinkView
  canReveal: boolean
  tags: { key: string; value: string }[]
  connections: LinkConnectionView[]
  events: EventView[]
}
