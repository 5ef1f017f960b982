import 'server-only'
import { listMakers, listUsedIntegrations } from '@/lib/db/link-choices'

import { callIntegration, recallIntegrations } from './integration-names'
import type { StaffCtx } from './staff-ctx'

type Choice = { value: string; label: string }

/** Whose links, and links for which integrations, a list can be narrowed to. Nango is not asked. */
export const listLinkChoices = async (
  ctx: StaffCtx,
): Promise<{ staff: Choice[]; integrations: Choice[] }> => {
  const [makers, used] = await Promise.all([
    listMakers(ctx.db),
    listUsedIntegrations(ctx.db),
    recallIntegrations(ctx),
  ])
  const staff = makers.map(({ id, name, email }) => ({ value: id, label: name, more: email ?? 'API key' }))
  const integrations = used.map((one) => ({ value: one.key, label: callIntegration(ctx, one) }))
  return { staff: tellApart(staff), integrations }
}

/** People of the same name say more. */
const tellApart = (choices: (Choice & { more: string })[]): Choice[] => {
  const counts = new Map<string, number>()
  for (const { label } of choices) counts.set(label, (counts.get(label) ?? 0) + 1)
  return choices.map(({ value, label, more }) => ({
    value,
    label: counts.get(label) === 1 ? label : `${label} (${more})`,
  }))
}
