import { use } from 'react'

import { PresetsContext } from '@/components/presets/context.client'
import { emptyLinkForm, type LinkFormValues } from '@/lib/links/schema/form'
import { fillFromPreset } from '@/lib/presets/view'

/** What a form of this page begins with: this person's default preset, if there is one. */
export function useFirstFilling(integrations: string[] | null): LinkFormValues {
  const known = use(PresetsContext)
  const preset = known?.presets.find(({ id }) => id === known.defaultId)
  return preset
    ? { ...emptyLinkForm, ...fillFromPreset(preset, emptyLinkForm, integrations).values }
    : emptyLinkForm
}
