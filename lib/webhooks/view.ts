import type { WebhookOutcome } from './schema'

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

/** What became of a webhook, for the status page. */
export const webhookOutcomeWords: Record<WebhookOutcome, string> = {
  applied: 'A connection was noted',
  known: 'Known already',
  unconfirmed: 'Not confirmed by Nango',
  early: 'Came too early, asked to come again',
  foreign: 'Not about a link of this desk',
  ignored: 'Not about a connection',
  hint: 'A failed attempt, noted as a hint',
  failed: 'Could not be checked, asked to come again',
}
