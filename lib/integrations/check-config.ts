import 'server-only'
import { createContext, Script } from 'node:vm'

import { canManageDesk } from '@/lib/core/actor'
import type { FieldErrors } from '@/lib/core/failure'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { ActorCtx } from '@/lib/ctx'
import { loadAuthModes } from '@/lib/nango/auth-modes'

import { integrationLabelByKey } from './list'
import { loadCatalogue, readProvider } from './nango'
import { pinHosts, type PinnedValue } from './pin-hosts'
import { findProvider } from './read-fields'
import { type Advanced, type ConfigDefaults, configFault, paramFault, scopesOverride } from './schema/config'
import type { HostList, LinkHost } from './schema/hosts'
import { fieldValueFault, type ProviderDescription } from './schema/provider-fields'
import { listIntegrationHosts } from './store'
import { type AdvancedPart, advancedPartsOf } from './view'

/** A pattern of a provider that takes longer than this for a short text is not waited for. */
const mostMs = 50

const script = new Script('new RegExp(pattern).test(value)')

/**
 * Whether a value matches a pattern that Nango gave: text from outside, which can be made to run for ever, so it runs with
 * a limit. Null where it has to stay open: a pattern that is none, or too slow.
 */
export function matchesPattern(pattern: string, value: string): boolean | null {
  try {
    const answer: unknown = script.runInContext(createContext({ pattern, value }), { timeout: mostMs })
    return answer === true
  } catch {
    return null
  }
}

/** What is set beforehand for one integration, and what it is measured by. */
type ValuesOf = {
  key: string
  values: ReadonlyMap<string, string>
  description: ProviderDescription
  list: HostList
  isAdmin: boolean
}

/** Names that nobody may set; links of an earlier time may have them. Errors stand at `config` or `params.<integration>.<name>`. */
const nameFaults = (key: string, defaults: ConfigDefaults[string]): FieldErrors => {
  const config = Object.keys(defaults.connection_config ?? {}).filter((name) => name !== scopesOverride)
  const params = Object.keys(defaults.authorization_params ?? {})
  return dropNulls([
    ...config.map((name) => [`config.${key}.${name}`, configFault(name)] as const),
    ...params.map((name) => [`params.${key}.${name}`, paramFault(name)] as const),
  ])
}

/** Checks values one by one, then where they lead. Fails with `invalid_input` at `config.<integration>.<name>`. */
const checkValues = (of: ValuesOf): Result<PinnedValue[]> => {
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

type ConfigRequest = {
  configDefaults: ConfigDefaults
  /** Hosts that an admin has seen and wants, although no list has them; null when they were confirmed before. */
  confirmedHosts: string[] | null
}

/**
 * Checks what is set beforehand for a link against what Nango says of the provider, and where it leads: Nango itself
 * checks neither. Returns the hosts that credentials go to. Fails with `invalid_input` at `config.<integration>.<name>`,
 * with `hosts_unconfirmed` (the hosts at `confirmedHosts`), or as Nango does when it cannot be asked.
 */
export async function checkConfig(
  ctx: ActorCtx,
  { configDefaults, confirmedHosts }: ConfigRequest,
): Promise<Result<LinkHost[]>> {
  const hosts: LinkHost[] = []
  const unconfirmed: string[] = []
  for (const [key, defaults] of Object.entries(configDefaults)) {
    const checked = await checkIntegration(ctx, key, defaults)
    if (!checked.ok) return checked
    hosts.push(...hostsOf(checked.value).map((host) => ({ integration: key, host })))
    unconfirmed.push(...hostsOf(checked.value.filter(({ isListed }) => !isListed)))
  }
  if (confirmedHosts === null || unconfirmed.every((host) => confirmedHosts.includes(host)))
    return succeed(hosts)
  const detail = [...new Set(unconfirmed)].join(', ')
  return fail({ code: 'hosts_unconfirmed', detail, fieldErrors: { confirmedHosts: detail } })
}

const hostsOf = (pinned: PinnedValue[]) => [...new Set(pinned.flatMap(({ hosts }) => hosts))]

const checkIntegration = async (
  ctx: ActorCtx,
  key: string,
  defaults: ConfigDefaults[string],
): Promise<Result<PinnedValue[]>> => {
  const fieldErrors = nameFaults(key, defaults)
  if (Object.keys(fieldErrors).length > 0) return fail({ code: 'invalid_input', fieldErrors })
  const { [scopesOverride]: _, ...config } = defaults.connection_config ?? {}
  const values = new Map(Object.entries(config))
  if (values.size === 0) return succeed([])
  const description = await describe(ctx, key)
  if (!description.ok) return description
  if (description.value === null) return fail({ code: 'invalid_input', fieldErrors: unknownTo(key, values) })
  const list = (await listIntegrationHosts(ctx.db, key)).map(({ entry }) => entry)
  const isAdmin = canManageDesk(ctx.actor)
  return checkValues({ key, values, description: description.value, list, isAdmin })
}

const describe = async (ctx: ActorCtx, key: string): Promise<Result<ProviderDescription | null>> => {
  const provider = await findProvider(ctx, key)
  if (!provider.ok) return provider
  return provider.value === null ? succeed(null) : readProvider(ctx.nango, provider.value)
}

const unknownTo = (key: string, values: ReadonlyMap<string, string>) =>
  Object.fromEntries(
    [...values.keys()].map((name) => [
      `config.${key}.${name}`,
      'Nango has no such integration, so nobody knows where this value leads.',
    ]),
  )

/** Nango is waited for so long, once a day at most. */
const modesPatienceMs = 4_000

const partsIn = ({ config, scopes, params }: Advanced[string]): AdvancedPart[] => [
  ...(config.length > 0 ? ['config' as const] : []),
  ...(scopes === '' ? [] : ['scopes' as const]),
  ...(params.length > 0 ? ['params' as const] : []),
]

const partWords: Record<AdvancedPart, string> = {
  config: 'connection config',
  scopes: 'OAuth scopes',
  params: 'authorization params',
}

/**
 * Refuses what is set beforehand for an integration that has no use for it: Nango would take it and drop it. Nango is
 * asked only where something is set; what it does not say is let through.
 */
export async function refuseMisfits(ctx: ActorCtx, advanced: Advanced): Promise<Result<null>> {
  const set = Object.entries(advanced).filter(([, one]) => partsIn(one).length > 0)
  if (set.length === 0) return succeed(null)
  const [catalogue, authModes] = await Promise.all([
    loadCatalogue(ctx.nango),
    loadAuthModes(ctx.nango, modesPatienceMs),
  ])
  const fieldErrors: FieldErrors = {}
  for (const [key, one] of set) {
    const provider = catalogue.ok && catalogue.value.integrations.find((known) => known.key === key)?.provider
    const takes = advancedPartsOf(authModes.get(provider || ''))
    for (const part of partsIn(one).filter((wanted) => !takes.includes(wanted)))
      fieldErrors[`advanced.${key}.${part}`] =
        `${integrationLabelByKey(ctx, key)} takes no ${partWords[part]}, because of how customers log in to it. Remove them.`
  }
  return Object.keys(fieldErrors).length > 0 ? fail({ code: 'invalid_input', fieldErrors }) : succeed(null)
}
