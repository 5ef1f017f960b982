import 'server-only'
import type { Actor } from '@/lib/core/actor'
import type { ConfigDefaults } from '@/lib/core/advanced'
import type { FieldErrors } from '@/lib/core/failure'
import { fieldValueFault } from '@/lib/core/field-value'
import type { HostList } from '@/lib/core/host-list'
import type { Integration } from '@/lib/core/integration'
import type { LinkHost } from '@/lib/core/link-host'
import { type PinnedValue, pinHosts } from '@/lib/core/pin-hosts'
import type { ProviderDescription } from '@/lib/core/provider-field'
import { fail, succeed, type Result } from '@/lib/core/result'
import { listIntegrationHosts } from '@/lib/db/integration-hosts'
import { matchesPattern } from '@/lib/nango/matches-pattern'
import { readProvider } from '@/lib/nango/read-provider'

import type { ActorCtx } from './actor-ctx'

type Wish = {
  configDefaults: ConfigDefaults
  integrations: Integration[]
  /** Hosts that an admin has seen and wants, although no list has them; null when they were confirmed before. */
  confirmedHosts: string[] | null
}

/**
 * Checks what is set beforehand for a link against what Nango says of the provider, and where it leads: Nango itself
 * checks neither. Returns the hosts that credentials go to. Fails with `invalid_input` at `config.<integration>.<name>`,
 * with `hosts_unconfirmed`, or as Nango does when it cannot be asked.
 */
export const checkConfig = async (ctx: ActorCtx, wish: Wish): Promise<Result<LinkHost[]>> => {
  const hosts: LinkHost[] = []
  for (const [key, { connection_config }] of Object.entries(wish.configDefaults)) {
    const values = new Map(Object.entries(connection_config ?? {}))
    values.delete('oauth_scopes_override')
    if (values.size === 0) continue
    const provider = wish.integrations.find((one) => one.key === key)?.provider ?? null
    const described = provider === null ? succeed(nothingKnown) : await readProvider(ctx.nango, provider)
    if (!described.ok) return described
    const list = (await listIntegrationHosts(ctx.db, key)).map(({ entry }) => entry)
    const checked = checkValues(ctx.actor, key, { values, description: described.value, list })
    if (!checked.ok) return checked
    const unconfirmed = checked.value.filter((one) => !one.isListed && !isConfirmed(wish, one))
    if (unconfirmed.length > 0)
      return fail({ code: 'hosts_unconfirmed', detail: hostsOf(unconfirmed).join(', ') })
    hosts.push(...hostsOf(checked.value).map((host) => ({ integration: key, host })))
  }
  return succeed(hosts)
}

const nothingKnown: ProviderDescription = { authMode: null, fields: [], templates: new Map() }

const hostsOf = (pinned: PinnedValue[]) => [...new Set(pinned.flatMap(({ hosts }) => hosts))]

const isConfirmed = ({ confirmedHosts }: Wish, { hosts }: PinnedValue) =>
  confirmedHosts === null || hosts.every((host) => confirmedHosts.includes(host))

type OfIntegration = { values: Map<string, string>; description: ProviderDescription; list: HostList }

const checkValues = (actor: Actor, key: string, of: OfIntegration): Result<PinnedValue[]> => {
  const isAdmin = 'role' in actor && actor.role === 'admin'
  const errors: FieldErrors = {}
  for (const [name, value] of of.values) {
    const fault = valueFault(of, name, value, isAdmin)
    if (fault) errors[`config.${key}.${name}`] = fault
  }
  const pinning = pinHosts(of.description.templates, of.values, of.list)
  if (!pinning.ok) errors[`config.${key}.${pinning.name}`] ??= pinning.message
  const pinned = pinning.ok ? pinning.pinned : []
  for (const one of pinned)
    if (!one.isListed && (!isAdmin || of.list.length > 0))
      errors[`config.${key}.${one.name}`] ??= notListed(one, of.list)
  return Object.keys(errors).length > 0
    ? fail({ code: 'invalid_input', fieldErrors: errors })
    : succeed(pinned)
}

const notListed = ({ hosts }: PinnedValue, list: HostList) => {
  const where = `The customer’s credentials would go to ${hosts.join(', ')}.`
  return list.length > 0
    ? `${where} This host is not on the integration’s list; an admin can add it on Settings.`
    : `${where} No hosts are listed for this integration yet; an admin can list them on Settings.`
}

const valueFault = (of: OfIntegration, name: string, value: string, isAdmin: boolean): string | null => {
  const field = of.description.fields.find((one) => one.name === name)
  if (!field) return isAdmin ? null : 'The provider has no such field. Only an admin may set it.'
  const fault = fieldValueFault(field, value)
  if (fault || field.pattern === null || matchesPattern(field.pattern, value) !== false) return fault
  return `This does not look right${field.example ? `. Write it like ${field.example}` : ''}.`
}
