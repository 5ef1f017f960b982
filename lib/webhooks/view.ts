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

/** A webhook that the desk sends, for the status page. Instants are ISO strings. */
export type SentWebhookView = {
  id: string
  createdAt: string
  type: string
  linkId: string
  attempts: number
  /** What the receiver said last, in words; null before the first attempt is over. */
  lastAnswer: string | null
  state: SentWebhookState
  /** Only of one that waits. */
  nextAttemptAt: string | null
}

export type SentWebhookState = 'waiting' | 'delivered' | 'given_up'

export const sentWebhookWords: Record<SentWebhookState, string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  given_up: 'Given up',
}

/** How the webhooks that the desk sends stand. */
export type OutgoingView = { waiting: number; givenUp: number; webhooks: SentWebhookView[] }

/** The last webhooks both ways. */
export type WebhookStatus = {
  deliveries: DeliveryView[]
  /** How many webhooks of the last 24 hours bore no signature that fits. */
  refusedWebhooks: number
  outgoing: OutgoingView
}
