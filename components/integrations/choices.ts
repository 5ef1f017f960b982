import type { OfferedIntegration } from '@/lib/integrations/view'

/** An integration that can be chosen; what it takes is not known of one that is not on offer any more. */
export type Choice = Omit<OfferedIntegration, 'takes'> & Partial<Pick<OfferedIntegration, 'takes'>>

/** The choices for keys that were sent before; a key that the catalogue no longer has still stands. */
export function choicesFor(keys: string[], choices: Choice[]): Choice[] {
  return keys.map(
    (key) => choices.find((choice) => choice.key === key) ?? { key, provider: null, label: key },
  )
}

type Named = { key: string; label: string }

/** How well a choice fits, best first: its name, its key, the beginning of either, then the middle; -1 for not at all. */
const rankOf = ({ key, label }: Named, wanted: string) => {
  const [name, id] = [label.toLowerCase(), key.toLowerCase()]
  return [
    name === wanted,
    id === wanted,
    name.startsWith(wanted),
    id.startsWith(wanted),
    name.includes(wanted),
    id.includes(wanted),
  ].indexOf(true)
}

/** Those that match what was typed, best first; all of them, as they stand, for nothing. */
export function rankChoices<T extends Named>(choices: T[], typed: string): T[] {
  const wanted = typed.trim().toLowerCase()
  return choices
    .map((choice) => ({ choice, rank: rankOf(choice, wanted) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => (wanted === '' ? 0 : a.rank - b.rank))
    .map(({ choice }) => choice)
}

/** The place of the choice that Enter takes among ranked ones: the first that is new, or one that is meant by its very name or key. */
export function likeliest(ranked: Named[], typed: string, chosen: Named[]): number {
  const wanted = typed.trim().toLowerCase()
  const [first] = ranked
  if (wanted === '' || !first) return -1
  if (first.label.toLowerCase() === wanted || first.key.toLowerCase() === wanted) return 0
  const fresh = ranked.findIndex(({ key }) => !chosen.some((choice) => choice.key === key))
  return Math.max(0, fresh)
}
