'use client'

import { createContext, type ReactNode, Suspense, use, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import type { Filling } from '@/components/links/form/undo.client'
import type { PresetView } from '@/lib/presets/view'

const { Part: PresetChips } = lazyPart(() =>
  import('@/components/presets/presets.client').then((module) => module.PresetChips),
)
const { Part: SavePreset } = lazyPart(() =>
  import('@/components/presets/presets.client').then((module) => module.SavePreset),
)
const { Part: ManagePresets } = lazyPart(() =>
  import('@/components/presets/presets.client').then((module) => module.ManagePresets),
)

type Offered = {
  presets: PresetView[]
  /** Whether this person may save some for everybody. */
  canShare: boolean
  /** The tag that no preset holds: it is of one ticket. */
  ticketKey: string
}

/** What a page knows of presets, and what to do with a new list of them. */
export type Presets = Offered & { setPresets: (presets: PresetView[]) => void }

const PresetsContext = createContext<Presets | null>(null)

/** The presets that the forms of a page offer. */
export function PresetsProvider({ children, ...offered }: Offered & { children: ReactNode }) {
  const [known, setKnown] = useState({ initial: offered.presets, presets: offered.presets })
  const presets = known.initial === offered.presets ? known.presets : offered.presets
  const setPresets = (next: PresetView[]) => setKnown({ initial: offered.presets, presets: next })
  return <PresetsContext value={{ ...offered, presets, setPresets }}>{children}</PresetsContext>
}

export type PresetTarget = {
  filling: Filling
  /** Keys of the integrations at Nango; null where that is not known. */
  integrations: string[] | null
  /** Called when something was filled in, with whether there is an integration now. */
  onFilled: (hasIntegration: boolean) => void
}

/** The presets over a form, where its page has some. */
export function PresetsOver(target: PresetTarget) {
  const known = use(PresetsContext)
  if (!known || known.presets.length === 0) return null
  return (
    <Suspense>
      <PresetChips presets={known.presets} {...target} />
    </Suspense>
  )
}

/** Saves the form's filling as a preset, and leads to those that there are. It stands below the form, whose buttons send it. */
export function PresetsBelow({ read }: Pick<Filling, 'read'>) {
  const known = use(PresetsContext)
  const [open, setOpen] = useState<'save' | 'manage' | null>(null)
  if (!known) return null
  const dialog = { known, read, onClose: () => setOpen(null) }
  return (
    <div className="mt-3 flex flex-wrap gap-x-1 border-t border-hairline pt-2 noscript:hidden">
      <Button variant="link" onClick={() => setOpen('save')} className="-ml-2 px-2! text-sm">
        Save as preset
      </Button>
      {known.presets.some(({ canChange }) => canChange) && (
        <Button variant="link" onClick={() => setOpen('manage')} className="px-2! text-sm">
          Manage presets
        </Button>
      )}
      <Suspense>
        {open === 'save' && <SavePreset {...dialog} />}
        {open === 'manage' && <ManagePresets {...dialog} />}
      </Suspense>
    </div>
  )
}
