import 'server-only'
import { configFault, paramFault, scopesOverride, type ConfigDefaults } from '@/lib/core/advanced'
import type { FieldErrors } from '@/lib/core/failure'
import { fieldValueFault } from '@/lib/core/field-value'
import type { HostList } from '@/lib/core/host-list'
import { type PinnedValue, pinHosts } from '@/lib/core/pin-hosts'
import type { ProviderDescription } from '@/lib/core/provider-field'
import { fail, succeed, type Result } from '@/lib/core/result'
import { matchesPattern } from '@/lib/nango/matches-pattern'

/** What is set beforehand for one integration, and what it is measured by. */
export type ValuesOf = {
  key: string
  values: ReadonlyMap<string, string>
  description: ProviderDescription
  list: HostList
  isAdmin: boolean
}

/** Names that nobody may set; links of an earlier time may have them. Errors stand at `config` or `params.<integration>.<name>`. */
export const nameFaults = (key: string, defaults: ConfigDefaults[string]): FieldErrors => {
  const config = Object.keys(defaults.connection_config ?? {}).filter((name) => name !== scopesOverride)
  const params = Object.keys(defaults.authorization_params ?? {})
  return dropNulls([
    ...config.map((name) => [`config.${key}.${name}`, configFault(name)] as const),
    ...params.map((name) => [`params.${key}.${name}`, paramFault(name)] as const),
  ])
}

/** Checks values one by one, then where they lead. Fails with `invalid_input` at `config.<integration>.<name>`. */
export const checkValues = (of: ValuesOf): Result<PinnedValue[]> => {
  const own = dropNulls([...of.values].map(([name, value]) => [at(of, name), valueFault(of, name, value)]))
  const pinning = pinHosts(of.description.templates, of.values, of.list)
  const pinned = pinning.ok ? pinning.pinned : []
  const fieldErrors = {
    ...(pinning.ok ? {} : { [at(of, pinning.name)]: pinning.message }),
    ...dropNulls(pinned.map((one) => [at(of, one.name), listFault(of, one)])),
    ...own,
  }
  return Object.keys(fieldErrors).length > 0 ? fail({ code: 'invalid_input', fieldErrors }) : succeed(pinned)
}

const at = ({ key }: ValuesOf, name: string) => `config.${key}.${name}`

const dropNulls = (all: (readonly [string, string | null])[]): FieldErrors =>
  Object.fromEntries(all.flatMap(([name, message]) => (message === null ? [] : [[name, message]])))

/** A list binds everybody; where there is none, only admins may set a value that reaches a host. */
const listFault = ({ list, isAdmin }: ValuesOf, { hosts, isListed }: PinnedValue) => {
  if (isListed || (isAdmin && list.length === 0)) return null
  const where = `The customer’s credentials would go to ${hosts.join(', ')}.`
  return list.length > 0
    ? `${where} This host is not on the integration’s list; an admin can add it on Settings.`
    : `${where} No hosts are listed for this integration yet; an admin can list them on Settings.`
}

const valueFault = ({ description, isAdmin }: ValuesOf, name: string, value: string): string | null => {
  const field = description.fields.find((one) => one.name === name)
  if ((!field || field.isAutomatic) && !isAdmin)
    return 'The provider asks nobody for this. Only an admin may set it.'
  if (!field) return null
  const fault = fieldValueFault(field, value)
  if (fault || field.pattern === null || matchesPattern(field.pattern, value) !== false) return fault
  return `This does not look right${field.example ? `. Write it like ${field.example}` : ''}.`
}
