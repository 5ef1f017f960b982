import 'server-only'
import { canCreateLinks, canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { ActorCtx, StaffCtx } from '@/lib/ctx'
import { readWithinLimit } from '@/lib/nango/rate-limit'

import { loadCatalogue, readProvider, requestCatalogue } from './nango'
import { allowedValues } from './pin-hosts'
import type { ConfigFieldsView, ProviderDescription } from './schema/provider-fields'
import { listIntegrationHosts } from './store'

/** The provider of an integration as Nango has it now; null when there is no such integration. Fails as Nango does. */
export async function findProvider({ nango }: ActorCtx, key: string): Promise<Result<string | null>> {
  const known = await loadCatalogue(nango)
  if (!known.ok) return known
  const found = known.value.integrations.find((one) => one.key === key)
  if (found) return succeed(found.provider)
  // It may have been created just now.
  const fresh = await requestCatalogue(nango)
  return fresh.ok ? succeed(fresh.value.integrations.find((one) => one.key === key)?.provider ?? null) : fresh
}

/** What can be set beforehand for an integration, as its provider describes it; `not_found` where Nango has none such. */
export async function readConfigFields(ctx: StaffCtx, key: string): Promise<Result<ConfigFieldsView>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  return readWithinLimit(ctx, async () => {
    const provider = await findProvider(ctx, key)
    if (!provider.ok) return provider
    if (provider.value === null) return fail({ code: 'not_found' })
    const description = await readProvider(ctx.nango, provider.value)
    if (!description.ok) return description
    const list = (await listIntegrationHosts(ctx.db, key)).map(({ entry }) => entry)
    return succeed({
      fields: toFields(description.value, list),
      hasList: list.length > 0,
      isAdmin: canManageDesk(ctx.actor),
    })
  })
}

const toFields = ({ fields, templates }: ProviderDescription, list: string[]): ConfigFieldsView['fields'] =>
  fields
    .filter(({ isAutomatic }) => !isAutomatic)
    .map(({ name, label, description, example, options, prefix, suffix, isOptional }) => ({
      name,
      label,
      description,
      example,
      options,
      prefix,
      suffix,
      isOptional,
      reachesHost: templates.has(name),
      allowed: templates.has(name) ? allowedValues(templates, list, { name, options }) : [],
      isOpen: list.length === 0 || list.some((entry) => entry.startsWith('.')),
    }))
