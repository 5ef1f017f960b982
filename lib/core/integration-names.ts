type Named = { key: string; displayName: string }

const fold = (name: string) => name.trim().toLowerCase()

const withKey = ({ key, displayName }: Named) => `${displayName} (${key})`

/**
 * How to call integrations so that no two are called the same: by the name, and by "name (key)" where another one goes by
 * that name too, whatever its case. Nango gives those without a name of their own their provider's name. `known` are all
 * that there are or were, each key once, by its newest name. A record may remember an older name: then its key is said
 * as well, because nobody finds the name any more.
 */
export const tellIntegrationsApart = (known: readonly Named[]) => {
  const newest = new Map(known.map(({ key, displayName }) => [key, displayName]))
  const holders = new Map<string, Set<string>>()
  for (const one of known)
    for (const name of [fold(one.displayName), fold(withKey(one))])
      holders.set(name, (holders.get(name) ?? new Set()).add(one.key))
  return (one: Named): string => {
    const now = newest.get(one.key) ?? one.displayName
    // A record that was made while Nango could not be asked has the key for a name.
    const displayName = one.displayName === one.key ? now : one.displayName
    const others = holders.get(fold(displayName)) ?? new Set()
    const isShared = others.size > (others.has(one.key) ? 1 : 0)
    const isOld = fold(displayName) !== fold(now)
    return displayName !== one.key && (isShared || isOld)
      ? withKey({ key: one.key, displayName })
      : displayName
  }
}
