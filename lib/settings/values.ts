import 'server-only'
import { createHmac } from 'node:crypto'

import { z } from 'zod'

import { SettingsInput } from './catalogue'
import { type Environment, readTexts } from './environment'
import { factsOf } from './facts'
import { receiverSetting } from './words'

/**
 * A setting as it is remembered from start to start: a public one as it is, a secret one as a fingerprint; '' if unset.
 * Of the receiver's address it is the origin, a space, and the fingerprint of all of it.
 */
export type SettingValue = { name: string; value: string; isSecret: boolean }

/** Every fingerprint depends on this setting: when it changes they all do, which says nothing of the others. */
const fingerprintKeyName = 'NEXTAUTH_SECRET'

/**
 * Every setting as it may be stored: public ones as they were understood, secret ones as an HMAC under the auth secret,
 * which no database holds.
 */
export function toSettingValues(environment: Environment, authSecret: string): SettingValue[] {
  const { texts } = readTexts(environment)
  const understood: Record<string, unknown> = SettingsInput.parse(texts)
  const secrets: Record<string, string | undefined> = { ...texts, [fingerprintKeyName]: authSecret }
  return Object.entries(SettingsInput.shape).flatMap(([name, schema]): SettingValue[] => {
    const { seen } = factsOf(schema)
    if (seen === 'never') return []
    if (seen === 'public') return [{ name, value: Understood.parse(understood[name]), isSecret: false }]
    const print = fingerprint(name, secrets[name], authSecret)
    const value = name === receiverSetting ? withOrigin(secrets[name], print) : print
    return [{ name, value, isSecret: true }]
  })
}

const withOrigin = (url: string | undefined, print: string) =>
  url === undefined ? '' : `${new URL(url).origin} ${print}`

/** A parsed setting as one line of text. */
const Understood = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
  .default('')
  .transform(String)

const fingerprint = (name: string, value: string | undefined, key: string) =>
  value === undefined ? '' : createHmac('sha256', key).update(`${name}\n${value}`).digest('hex')

type SettingChange = { name: string; from?: string | null; to?: string | null }

/** What changed since the last start, of a secret setting only its name. A name that was not known then is no change. */
export function changesOf(last: Map<string, string>, values: SettingValue[]): SettingChange[] {
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
