import 'server-only'
import { canMakeLinks } from '@/lib/core/actor'
import { allowedValues } from '@/lib/core/allowed-values'
import type { ConfigFieldsView, ProviderDescription } from '@/lib/core/provider-field'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canManageDesk } from '@/lib/core/staff'
import { listIntegrationHosts } from '@/lib/db/integration-hosts'
import { readProvider } from '@/lib/nango/read-provider'

import { findProvider } from './find-provider'
import { readWithinLimit } from './read-within-limit'
import type { StaffCtx } from './staff-ctx'

/** What can be set beforehand for an integration, as its provider describes it; `not_found` where Nango has none such. */
export const readConfigFields = async (ctx: StaffCtx, key: string): Promise<Result<ConfigFieldsView>> => {
  if (!canMakeLinks(ctx.actor)) return fail({ code: 'not_allowed' })
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
