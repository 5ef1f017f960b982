import type { Integration } from '@/lib/core/integration'

/** An integration that can be chosen. */
export type Choice = { key: string; provider: string | null; label: string }

export const toChoices = (integrations: Integration[]): Choice[] =>
  integrations.map(({ key, provider, displayName }) => ({ key, provider, label: displayName }))

/** The choices for keys that were sent before; a key that the catalogue no longer has still stands. */
export const choicesFor = (keys: string[], choices: Choice[]): Choice[] =>
  keys.map((key) => choices.find((choice) => choice.key === key) ?? { key, provider: null, label: key })
