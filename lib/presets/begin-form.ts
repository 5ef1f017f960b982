import 'server-only'
import { toCustomerTexts } from '@/lib/core/customer-fields'
import { emptyLinkForm, type FormStart } from '@/lib/links/schema/form'
import type { LinkView } from '@/lib/links/view'

import { fillFromPreset, leftOutText, type PresetView } from './view'

/** What is known where a form begins. */
export type KnownAtStart = {
  /** Keys of the integrations at Nango; null where that could not be asked. */
  integrations: readonly string[] | null
  presets: PresetView[]
  /** The preset that this person's forms begin with; null for none. One that is no more counts as none. */
  defaultPreset: string | null
}

/**
 * What a New link form begins with: the person's default preset, or the one integration that there is, else nothing; over it
 * the customer and the integrations of an earlier link, where it is for one like that.
 */
export function beginForm(like: LinkView | undefined, known: KnownAtStart): FormStart {
  const preset = known.presets.find(({ id }) => id === known.defaultPreset)
  const filled = preset && fillFromPreset(preset, emptyLinkForm, known.integrations)
  const only = known.integrations?.length === 1 ? [...known.integrations] : []
  const base = { ...emptyLinkForm, integrations: only, ...filled?.values }
  const notes =
    preset && filled && filled.leftOut.length > 0 ? [leftOutText(preset.name, filled.leftOut)] : []
  if (!like) return { base, values: base, notes }
  const integrations = like.integrations.map(({ key }) => key)
  return { base, values: { ...base, ...toCustomerTexts(like.customer), integrations }, notes }
}
