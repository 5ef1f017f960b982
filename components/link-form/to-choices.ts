import type { Integration } from '@/lib/core/integration'

/** An integration that can be chosen. Two of the same name carry their key in the label. */
export type Choice = { key: string; provider: string | null; label: string }

export const toChoices = (integrations: Integration[]): Choice[] => {
  const counts = new Map<string, number>()
  for (const { displayName } of integrations) counts.set(displayName, (counts.get(displayName) ?? 0) + 1)
  return integrations.map(({ key, provider, displayName }) => ({
    key,
    provider,
    label: counts.get(displayName) === 1 ? displayName : `${displayName} (${key})`,
  }))
}

/** The choices for keys that were sent before; a key that the catalogue no longer has still stands. */
export const choicesFor = (keys: string[], choices: Choice[]): Choice[] =>
  keys.map((key) => choices.find((choice) => choice.key === key) ?? { key, provider: null, label: key })
