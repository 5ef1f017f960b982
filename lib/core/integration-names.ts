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
  for (const { key, displayName } of known) {
    const name = fold(displayName)
    holders.set(name, (holders.get(name) ?? new Set()).add(key))
  }
  const isShared = ({ key, displayName }: Named) => {
    const keys = holders.get(fold(displayName))
    return keys !== undefined && keys.size > (keys.has(key) ? 1 : 0)
  }
  /** Whether a name reads like that of another integration with its key. */
  const isMisleading = ({ key, displayName }: Named) => {
    const told = /\((?<key>[^()]+)\)$/.exec(displayName)?.groups?.['key']
    return told !== undefined && told !== key && newest.has(told)
  }
  return (one: Named): string => {
    const { key } = one
    const now = newest.get(key) ?? one.displayName
    // A record that was made while Nango could not be asked has the key for a name.
    const named = one.displayName === key ? { key, displayName: now } : one
    if (named.displayName === key) return key
    const isOld = fold(named.displayName) !== fold(now)
    return isOld || isShared(named) || isMisleading(named) ? withKey(named) : named.displayName
  }
}
