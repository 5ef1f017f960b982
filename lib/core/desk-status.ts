import type { Answer } from './answers'
import type { LinkView } from './link-view'
import type { Role } from './staff'

/** A webhook that came with a good signature. Instants are ISO strings. */
export type DeliveryView = {
  id: number
  receivedAt: string
  type: string
  operation: string | null
  isSuccess: boolean | null
  integrationKey: string | null
  /** In words. */
  outcome: string
}

/** What Nango last said of the account's rate limit. */
export type RateView = {
  limit: number
  remaining: number
  resetsAt: string | null
  /** Work that nobody waits for rests, to leave the rest to people. */
  isResting: boolean
}

export type DeskStatus = { rate: RateView | null; deliveries: DeliveryView[] }

/** A person who ever signed in. */
export type StaffView = {
  id: string
  name: string
  email: string
  role: Role
  isSelf: boolean
  isDisabled: boolean
  lastSignInAt: string | null
  liveLinks: number
}

/** What the settings say, without a secret. */
export type DeskFacts = {
  isSandbox: boolean
  nangoHost: string
  hasSigningKey: boolean
  /** Where Nango has to send webhooks. */
  webhookUrl: string
  databaseEngine: string
  /** Null means for ever. */
  eventDays: number | null
  deliveryDays: number
}

/** The actions on a person; the app passes them down. */
export type StaffActions = {
  disable: (staffId: string) => Promise<Answer<LinkView[]>>
  enable: (staffId: string) => Promise<Answer<null>>
}
