import type { Filling } from '@/components/links/form/undo.client'
import type { PresetView } from '@/lib/presets/view'

/** What a page offers. */
export type Offered = {
  presets: PresetView[]
  /** Whether this person may save some for everybody. */
  canShare: boolean
  /** The preset that this person's forms begin with; null for none. */
  defaultId: string | null
  /** The tag that no preset holds: it is of one ticket. */
  ticketKey: string
}

/** What a page knows of presets, and what to do with a new list of them. */
export type Presets = Offered & { setPresets: (presets: PresetView[]) => void }

/** The form that presets fill in. */
export type PresetTarget = {
  filling: Filling
  /** Keys of the integrations at Nango; null where that is not known. */
  integrations: string[] | null
  /** Called when something was filled in, with whether there is an integration now. */
  onFilled: (hasIntegration: boolean) => void
}
