import type { AdvancedPart } from '@/lib/core/advanced-parts'
import type { OfferedIntegration } from '@/lib/core/integration'

/** An integration that can be chosen. */
export type Choice = { key: string; provider: string | null; label: string; takes?: AdvancedPart[] }

export const toChoices = (integrations: OfferedIntegration[]): Choice[] =>
  integrations.map(({ displayName, ...one }) => ({ ...one, label: displayName }))

/** The choices for keys that were sent before; a key that the catalogue no longer has still stands. */
export const choicesFor = (keys: string[], choices: Choice[]): Choice[] =>
  keys.map((key) => choices.find((choice) => choice.key === key) ?? { key, provider: null, label: key })
