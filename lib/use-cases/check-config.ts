import 'server-only'
import { type ConfigDefaults, scopesOverride } from '@/lib/core/advanced'
import type { LinkHost } from '@/lib/core/link-host'
import type { PinnedValue } from '@/lib/core/pin-hosts'
import type { ProviderDescription } from '@/lib/core/provider-field'
import { fail, succeed, type Result } from '@/lib/core/result'
import { listIntegrationHosts } from '@/lib/db/integration-hosts'
import { readProvider } from '@/lib/nango/read-provider'

import type { ActorCtx } from './actor-ctx'
import { checkValues, nameFaults } from './check-values'
import { findProvider } from './find-provider'

type Wish = {
  configDefaults: ConfigDefaults
  /** Hosts that an admin has seen and wants, although no list has them; null when they were confirmed before. */
  confirmedHosts: string[] | null
}

/**
 * Checks what is set beforehand for a link against what Nango says of the provider, and where it leads: Nango itself
 * checks neither. Returns the hosts that credentials go to. Fails with `invalid_input` at `config.<integration>.<name>`,
 * with `hosts_unconfirmed` (the hosts at `confirmedHosts`), or as Nango does when it cannot be asked.
 */
export const checkConfig = async (
  ctx: ActorCtx,
  { configDefaults, confirmedHosts }: Wish,
): Promise<Result<LinkHost[]>> => {
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
  const isAdmin = 'role' in ctx.actor && ctx.actor.role === 'admin'
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
