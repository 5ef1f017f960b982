/** A setting as it is remembered from start to start: a public one as it is, a secret one as a fingerprint; '' if unset. */
export type SettingValue = { name: string; value: string; isSecret: boolean }

/** Every fingerprint is made with this setting: when it changes they all do, which tells nothing of the others. */
export const fingerprintKeyName = 'NEXTAUTH_SECRET'

type SettingChange = { name: string; from?: string | null; to?: string | null }

/** What changed since the last start, of a secret setting only its name. A name that was not known then is no change. */
export const changesOf = (last: Map<string, string>, values: SettingValue[]): SettingChange[] => {
  const changed = values.filter(({ name, value }) => last.has(name) && last.get(name) !== value)
  const isRekeyed = changed.some(({ name }) => name === fingerprintKeyName)
  return changed
    .filter(({ name, isSecret }) => !isSecret || !isRekeyed || name === fingerprintKeyName)
    .map(({ name, value, isSecret }) =>
      isSecret ? { name } : { name, from: last.get(name) || null, to: value || null },
    )
}
