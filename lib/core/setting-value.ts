/** The address of the receiver of the desk's webhooks. Its path and query may hold a secret. */
export const receiverSetting = 'DESK_WEBHOOK_URL'

/**
 * A setting as it is remembered from start to start: a public one as it is, a secret one as a fingerprint; '' if unset.
 * Of the receiver's address it is the origin, a space, and the fingerprint of all of it.
 */
export type SettingValue = { name: string; value: string; isSecret: boolean }

/** Every fingerprint is made with this setting: when it changes they all do, which tells nothing of the others. */
export const fingerprintKeyName = 'NEXTAUTH_SECRET'

type SettingChange = { name: string; from?: string | null; to?: string | null }

/** What changed since the last start, of a secret setting only its name. A name that was not known then is no change. */
export const changesOf = (last: Map<string, string>, values: SettingValue[]): SettingChange[] => {
  const changed = values.filter((one) => isKnown(last, one) && last.get(one.name) !== one.value)
  const isRekeyed = changed.some(({ name }) => name === fingerprintKeyName)
  return changed
    .filter(({ name, isSecret }) => !isSecret || !isRekeyed || name === fingerprintKeyName)
    .map(({ name, value, isSecret }) =>
      isSecret && name !== receiverSetting
        ? { name }
        : { name, from: shownOf(name, last.get(name)), to: shownOf(name, value) },
    )
}

/** An older version remembered the whole address of the receiver, which cannot be compared. */
const isKnown = (last: Map<string, string>, { name }: SettingValue) => {
  const value = last.get(name)
  return value !== undefined && (name !== receiverSetting || value === '' || value.includes(' '))
}

const shownOf = (name: string, value: string | undefined) =>
  (name === receiverSetting ? value?.split(' ')[0] : value) || null
