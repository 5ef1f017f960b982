/** What became of a webhook, for the status page. */
export const webhookOutcomeWords = {
  applied: 'A connection was noted',
  known: 'Known already',
  unconfirmed: 'Not confirmed by Nango',
  early: 'Came too early, asked to come again',
  foreign: 'Not about a link of this desk',
  ignored: 'Not about a connection',
  hint: 'A failed attempt, noted as a hint',
  failed: 'Could not be checked, asked to come again',
}

/** What became of a webhook. `early` and `failed` are for Nango to send again. */
export type WebhookOutcome = keyof typeof webhookOutcomeWords
