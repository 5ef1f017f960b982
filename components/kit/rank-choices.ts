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
export const rankChoices = <Choice extends Named>(choices: Choice[], typed: string): Choice[] => {
  const wanted = typed.trim().toLowerCase()
  return choices
    .map((choice) => ({ choice, rank: rankOf(choice, wanted) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => (wanted === '' ? 0 : a.rank - b.rank))
    .map(({ choice }) => choice)
}

/** The one that Enter takes among ranked choices: the first that is new, or one that is meant by its very name or key. */
export const likeliest = (ranked: Named[], typed: string, chosen: Named[]): number => {
  const wanted = typed.trim().toLowerCase()
  const [first] = ranked
  if (wanted === '' || !first) return -1
  if (first.label.toLowerCase() === wanted || first.key.toLowerCase() === wanted) return 0
  const fresh = ranked.findIndex(({ key }) => !chosen.some((one) => one.key === key))
  return Math.max(0, fresh)
}
