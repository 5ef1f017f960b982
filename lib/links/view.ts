import type { EventView } from '@/lib/audit/events'
import { listText } from '@/lib/core/sentence'
import { hourMs } from '@/lib/core/time'
import type { Customer } from '@/lib/customers/schema'
import type { HandoffView } from '@/lib/handoff/view'
import type { LinkMailView } from '@/lib/mail/view'

import { type AttemptFailure, type LinkState, renewableStates, stateWords } from './words'

/** Milliseconds until the next check of a link that somebody watches, or false when nothing more can happen to it. */
export function pollIntervalMs(
  state: LinkState,
  remainingMs: number,
  handoff: HandoffView | null = null,
): number | false {
  // Each step of a hand-off link's customer is to be seen within a second.
  if (state === 'creating' || state === 'active') return handoff ? 700 : 1500
  if (mayStillConnect(state, remainingMs)) return 10_000
  // A second flow that was begun through it may still finish; other checks find that out.
  return state === 'connected' && remainingMs > -lateMs ? 20_000 : false
}

/** A flow that began in time may finish up to an hour after the link's end (the state cookie of Nango's OAuth flow). */
export const lateMs = hourMs

/** What the end of a link means to whoever is at the provider's page: see `endWords`. */
export type LateFinish = 'none' | 'reported' | 'unreported'

const stillFinish =
  'No new connection can be begun. Somebody who is already on the provider’s page can still finish for about an hour'

/** Says what the end of a link does not stop: an OAuth flow that has begun. */
export const endWords: Record<LateFinish, string> = {
  none: 'Nobody can use it any more.',
  reported: `${stillFinish}; you would be told.`,
  unreported: `${stillFinish}, and Connect Desk would not notice: look at the connections in Nango.`,
}

/** Whether a link can get a twin that takes its place: see `renewLink`. `state` is that of this moment. */
export function mayRenew(
  { isRevoking, renewedAs }: Pick<LinkView, 'isRevoking' | 'renewedAs'>,
  state: LinkState,
): boolean {
  return renewableStates.includes(state) && renewedAs === null && !(state === 'active' && isRevoking)
}

/** Milliseconds until a link ends, negative after that, 0 for one without an end; `now` is the desk's clock. */
export function leftOf({ endsAt }: Pick<LinkView, 'endsAt'>, now: number): number {
  return endsAt === null ? 0 : Date.parse(endsAt) - now
}

/** Whether a connection may still come of a link: while it lives, and for an hour after its end by clock or by hand. */
export function mayStillConnect(state: LinkState, remainingMs: number): boolean {
  if (state === 'active') return true
  return (state === 'expired' || state === 'revoked') && remainingMs > -lateMs
}

/**
 * Why a link has an alarm. `unexpected`: a connection with its tag is one too many. The two others are guesses about what
 * came after its end: a connection without tags, or an account that was replaced.
 */
export type AlarmKind = 'unexpected' | Guess
export type Guess = 'untagged' | 'replaced'

/** One open alarm of a link. `at` is an ISO instant on the desk's clock. */
export type LinkAlarmView = {
  kind: AlarmKind
  integrationKey: string
  connectionId: string
  at: string
  /** How many other links it may have come of. */
  otherLinks: number
}

/** How a guess was settled. `left`: it is the product's own and stays as it is. */
export type Settlement = 'disconnected' | 'tagged' | 'left'

/** One integration of a link and how far it is. `connectedAt` is an ISO instant. */
type IntegrationProgress = {
  key: string
  displayName: string
  provider: string | null
  connectedAt: string | null
  /** Nango's id of the connection that came of it. */
  connectionId: string | null
  /** When Nango was found to have this integration no more. */
  goneAt: string | null
  /** Of a hand-off link: whether the connection is its customer's own, as the visit that made it showed; null for others. */
  isConfirmed: boolean | null
  /** Nobody confirmed it in the time that its page had for it. */
  isDoubted: boolean
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
  /** Whether this person may see the link itself: its maker, and admins. */
  canReveal: boolean
  /** Whether they may have the desk mail it to the customer. */
  canMail: boolean
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
  /** When an attempt failed last that was this link's, as far as Nango's answer says. */
  attemptFailedAt: string | null
  attemptFailure: AttemptFailure | null
  /** Hosts that preset values send the customer's credentials to. */
  hosts: string[]
  /** Nango's id of the connection that this link connects anew; null for a link that creates a new one. */
  reconnectsId: string | null
  /** When that connection was found to be no more. */
  connectionGoneAt: string | null
  /** The helpdesk's ticket that it was made for; `url` is null where the settings do not say where tickets are read. */
  ticket: { number: string; url: string | null } | null
  /** The link whose place this one took, and the newest that took this one's; null where there is none. `isAnswer`: it was asked for. */
  renewsId: string | null
  renewedAs: string | null
  isAnswer: boolean
  /** What a hand-off link has besides; null for Nango's own link. */
  handoff: HandoffView | null
  /** What was mailed about it; null where nothing was. */
  mail: LinkMailView | null
}

/** A link with its secret, for a person who may hand it over. `remainingMs` is as of the server's answer. */
export type LiveLinkView = { link: LinkView; url: string | null; remainingMs: number }

/** How a link stands as far as the desk knows; `silentSince`: since when Nango could not be asked, null while it can. */
export type WatchedLinkView = LiveLinkView & { silentSince: string | null }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Whether a status answer is a link and not some proxy's page. The server is ours: only the outline is checked. */
export function isLinkView(value: unknown): value is LinkView {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    typeof value['state'] === 'string' &&
    value['state'] in stateWords &&
    isRecord(value['customer']) &&
    Array.isArray(value['integrations'])
  )
}

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

/** A live link that a connection's customer may have in hand. `endsAt` is an ISO instant on the desk's clock. */
export type WaitingLink = {
  id: string
  /** It connects this connection anew; else it creates a new one for the customer. */
  isReconnect: boolean
  /** What it is for, in words. */
  integrations: string[]
  makerName: string
  isMine: boolean
  endsAt: string
}

/** Whether an answer is such links and not some proxy's page. The server is ours: only the outline is read. */
export function isWaitingAnswer(value: unknown): value is { waiting: WaitingLink[] } {
  return typeof value === 'object' && value !== null && 'waiting' in value && Array.isArray(value.waiting)
}

/** The beginning of a sentence about such a link, such as "A connect link for GitHub, made by you, waits". */
export function waitingText({ isReconnect, integrations, isMine, makerName }: WaitingLink): string {
  const what = isReconnect ? 'A reconnect link' : `A connect link for ${listText(integrations)}`
  return `${what}, made by ${isMine ? 'you' : makerName}, waits for the customer`
}

/** Failed attempts of one kind with an integration. */
export type FailedAttemptsView = {
  integration: string
  integrationKey: string
  kind: AttemptFailure
  count: number
  lastAt: string
}

/** A live link of a customer, for some of the integrations asked for. */
export type CustomerStatusLink = {
  id: string
  integrations: string[]
  makerName: string
  isMine: boolean
  createdAt: string
  endsAt: string
}

/** The link that created a connection. */
export type ConnectionOrigin = { linkId: string; makerName: string }

/**
 * How a link has to do with a connection; `unexpected`: it came through the link, and nobody had asked for it; `guessed`: it
 * may have come of it after its end.
 */
export type LinkRole = 'made' | 'reconnects' | 'unexpected' | 'guessed'

/** A link of a connection. */
export type ConnectionLink = {
  link: LinkView
  role: LinkRole
  /** What the reconnect changed, as the rest of a sentence; null where none was done. */
  changes: string | null
  /** Connected anew, but what Nango dropped is not put back yet. */
  isSettling: boolean
}

/** What the desk's links have to do with one connection. */
export type LinksOfConnection = {
  /** Null for a connection that no link of this desk created. */
  madeBy: ConnectionOrigin | null
  /** It may have come of a link after its end, or its account may have been replaced so; nobody has said yet. */
  isSuspected: boolean
  /** Live links that connect it anew, then those that create a new connection for its customer. */
  waiting: WaitingLink[]
}
