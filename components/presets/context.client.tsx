'use client'

import { createContext, type ReactNode, Suspense, use, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import type { Filling } from '@/components/links/form/undo.client'
import type { Offered, Presets, PresetTarget } from '@/components/presets/offered'
import type { PresetView } from '@/lib/presets/view'

const { Part: PresetChips } = lazyPart(() =>
  import('@/components/presets/presets.client').then((module) => module.PresetChips),
)
const { Part: SavePreset } = lazyPart(() =>
  import('@/components/presets/save-preset.client').then((module) => module.SavePreset),
)

export const PresetsContext = createContext<Presets | null>(null)

/** The presets that the forms of a page offer. */
export function PresetsProvider({ children, ...offered }: Offered & { children: ReactNode }) {
  const [known, setKnown] = useState({ initial: offered.presets, presets: offered.presets })
  const presets = known.initial === offered.presets ? known.presets : offered.presets
  const setPresets = (next: PresetView[]) => setKnown({ initial: offered.presets, presets: next })
  return <PresetsContext value={{ ...offered, presets, setPresets }}>{children}</PresetsContext>
}

/** The presets over a form, where its page has some. */
export function PresetsOver(target: PresetTarget) {
  const known = use(PresetsContext)
  const [hadSome, setHadSome] = useState(false)
  const hasSome = known !== null && known.presets.length > 0
  // With the last one gone its dialog stays, and what opened it.
  if (hasSome && !hadSome) setHadSome(true)
  if (!known || !(hasSome || hadSome)) return null
  return (
    <Suspense>
      <PresetChips known={known} {...target} />
    </Suspense>
  )
}

/** Saves the form's filling as a preset. It stands below the form, whose buttons send it. */
export function PresetsBelow({ read }: Pick<Filling, 'read'>) {
  const known = use(PresetsContext)
  const [isOpen, setIsOpen] = useState(false)
  if (!known) return null
  return (
    <>
      <Button
        variant="link"
        onClick={() => setIsOpen(true)}
        className="mt-1 -ml-2 px-2! text-sm noscript:hidden"
      >
        Save as preset
      </Button>
      <Suspense>
        {isOpen && <SavePreset known={known} read={read} onClose={() => setIsOpen(false)} />}
      </Suspense>
    </>
  )
}
