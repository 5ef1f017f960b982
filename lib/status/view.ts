import type { FailureCode } from '@/lib/core/failure'
import type { DatabaseView, LinkOriginView } from '@/lib/db/view'
import type { FailedAttemptsView } from '@/lib/links/view'
import type { MailStatus } from '@/lib/mail/view'
import type { ScopeState, ScopeNeed } from '@/lib/nango/view'
import type { WebhookStatus } from '@/lib/webhooks/view'

/** Why an address cannot be reached from where it is used, as a clause; null where nothing is known to speak against it. */
export type ObstaclesView = {
  /** Where links lead, and Nango's address in them: by customers. */
  links: string | null
  apiUrlInLinks: string | null
  /** Where hand-off links lead: by customers. */
  customers: string | null
  /** The desk's own address for webhooks: by Nango Cloud. */
  webhooks: string | null
}

/** What this desk and its replicas know of themselves. */
export type DeskStatus = WebhookStatus & {
  /** How mails stand; null where none are sent. */
  mail: MailStatus | null
  /** Failed attempts since which nobody connected the integration, newest first. */
  failedAttempts: FailedAttemptsView[]
  linkOrigin: LinkOriginView
  obstacles: ObstaclesView
  database: DatabaseView
  /** When background work of this process last ended, an ISO instant; null before that. */
  sweptAt: string | null
  /** The same of the sending of mails. */
  mailedAt: string | null
  /** API keys in use whose maker is disabled. */
  orphanKeys: { name: string; makerName: string }[]
}
/** What the settings say, without a secret. */
export type DeskFacts = {
  version: string
  isSandbox: boolean
  /** Null where the desk answers under whatever host it is called. */
  appOrigin: string | null
  /** Where customers open hand-off links; null: there are none, or in the sandbox wherever the desk was called. */
  customerOrigin: string | null
  nangoHost: string
  /** Where links must lead; null means that it is learned from the first one. */
  connectOrigin: string | null
  /** What links carry as `apiURL`; null on Nango Cloud. */
  apiUrlInLinks: string | null
  hasSigningKey: boolean
  /** Where Nango has to send webhooks. */
  webhookUrl: string
  databaseEngine: 'PostgreSQL' | 'PGlite'
  /** Where the desk sends webhooks, without the path, which may hold a secret; null for nowhere. */
  receiverOrigin: string | null
  /** Who mails are from; null where none are sent. */
  mailFrom: string | null
  /** Whether they go to a mail server, and not into the mailbox of the sandbox. */
  isMailReal: boolean
  /** Where the desk works. */
  timeZone: string
  /** How many proxies the settings know of. */
  trustedProxies: number
  /** They know of none, and X-Forwarded-For arrives all the same. */
  isProxyUndeclared: boolean
  /** Who becomes an admin at each sign-in; in lower case. */
  adminEmails: string[]
  /** Null means for ever. */
  eventDays: number | null
  deliveryDays: number
}
export type ScopeView = { name: string; need: ScopeNeed; state: ScopeState }

/** What Nango last said of the account's rate limit. */
export type RateView = {
  limit: number
  remaining: number
  resetsAt: string | null
  /** Work that nobody waits for backs off, to leave what is left to people. */
  isBackingOff: boolean
}

/** What one check of Nango showed. `checkedAt` is an ISO instant. */
export type NangoCheck = {
  checkedAt: string
  /** Why nothing could be learned: Nango does not answer, or not to this key. */
  failure: { code: FailureCode; message: string } | null
  scopes: ScopeView[]
  latencyMs: number | null
  /** How far Nango's clock is ahead of this server's; below 0 behind; 0 when they may agree; null when not known. */
  clockAheadMs: number | null
  /** As of the newest answer to any process; null while there was none that named it. */
  rate: RateView | null
}

/** What came of a webhook that the desk sent to itself at `url`; `detail` is a status, or what happened on the network. */
export type TestWebhookView = {
  outcome: 'taken' | 'no_key' | 'unsigned' | 'refused' | 'unreachable'
  url: string
  detail: string | null
}
