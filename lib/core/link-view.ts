import type { Customer } from '@/lib/customers/schema'

import type { AttemptFailure } from './failed-attempt'
import type { LinkAlarmView } from './link-alarm'
import type { LinkState } from './link-state'

/** One integration of a link and how far it is. `connectedAt` is an ISO instant. */
export type IntegrationProgress = {
  key: string
  displayName: string
  provider: string | null
  connectedAt: string | null
  /** Nango's id of the connection that came of it. */
  connectionId: string | null
  /** When Nango was found to have this integration no more. */
  goneAt: string | null
}

/** A link as every signed-in person may see it: never its token. Instants are ISO strings on the desk's clock. */
export type LinkView = {
  id: string
  state: LinkState
  customer: Customer
  integrations: IntegrationProgress[]
  makerName: string
  isMine: boolean
  canEnd: boolean
  createdAt: string
  endsAt: string | null
  connectedAt: string | null
  endedAt: string | null
  /** Somebody asked for its revocation, and Nango has not answered yet. */
  isRevoking: boolean
  /** When a connection with this link's tag came that nobody expected, or what may have come of it after its end. */
  alarmedAt: string | null
  /** Those that are open. */
  alarms: LinkAlarmView[]
  /** What its end means to somebody who is at the provider's page, as sentences. */
  endWords: string
  /** Whether this person may disconnect. */
  canDisconnect: boolean
  /** When an attempt failed last that was this link's, as far as Nango's answer tells. */
  attemptFailedAt: string | null
  attemptFailure: AttemptFailure | null
  /** Hosts that preset values send the customer's credentials to. */
  hosts: string[]
  /** Nango's id of the connection that this link connects anew; null for a link that makes a new one. */
  reconnectsId: string | null
  /** When that connection was found to be no more. */
  connectionGoneAt: string | null
  /** The link whose place this one took, and the newest one that took this one's; null where there is none. */
  renewsId: string | null
  renewedAs: string | null
}

/** A link with its secret, for a person who may hand it over. `remainingMs` is as of the server's answer. */
export type LiveLinkView = { link: LinkView; url: string | null; remainingMs: number }

/** How a link stands as far as the desk knows; `silentSince`: since when Nango could not be asked, null while it can. */
export type WatchedLinkView = LiveLinkView & { silentSince: string | null }
