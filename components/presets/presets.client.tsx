'use client'

import { useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { Icon } from '@/components/kit/icon.client'
import { FailureNotice } from '@/components/kit/notice.client'
import { useHydrated } from '@/components/kit/platform'
import { TextField } from '@/components/kit/text-field.client'
import { useAnswer, useRefreshingAnswer } from '@/components/kit/use-answer.client'
import type { Presets, PresetTarget } from '@/components/presets/offered'
import { isolated } from '@/lib/core/sentence'
import { removePresetAction, renamePresetAction } from '@/lib/presets/actions'
import { fillFromPreset, leftOutText, type PresetView } from '@/lib/presets/view'
import { savePreferencesAction } from '@/lib/staff/actions'

/** One press fills a preset in; what it lacks stays. */
export function PresetChips({ known, filling, integrations, onFilled }: PresetTarget & { known: Presets }) {
  const { presets } = known
  const [isManaging, setIsManaging] = useState(false)
  // They come with the page; a press that nothing hears is worse than one that cannot be made yet.
  const isDead = !useHydrated()
  const last = useRef<PresetView | null>(null)
  const fill = (preset: PresetView, chip: HTMLElement) => {
    const { values, leftOut } = fillFromPreset(preset, filling.read(), integrations, last.current?.content)
    last.current = preset
    const news = leftOut.length > 0 ? ` ${leftOutText(preset.name, leftOut)}` : ''
    filling.fillIn(values, `Filled in “${isolated(preset.name)}”.${news}`, chip)
    onFilled((values.integrations ?? filling.read().integrations).length > 0)
  }
  return (
    <div className="-m-1 mb-3 flex items-start gap-1.5 p-1">
      <ul
        aria-label="Presets"
        className="-m-1 flex min-w-0 flex-1 gap-1.5 p-1 max-split:overflow-x-auto split:flex-wrap"
      >
        {presets.map((preset) => (
          <li key={preset.id} className="shrink-0 split:min-w-0 split:shrink">
            <Button
              disabled={isDead}
              onClick={({ currentTarget }) => fill(preset, currentTarget)}
              title={preset.isShared ? 'For everybody' : undefined}
              className={`max-w-full shrink! px-2.5! text-sm ${chipHeight}`}
            >
              <span translate="no" className="truncate">
                {preset.name}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="link"
        disabled={isDead}
        onClick={() => setIsManaging(true)}
        className={`px-2! text-sm ${chipHeight}`}
      >
        Manage presets
      </Button>
      {isManaging && <ManagePresets known={known} onClose={() => setIsManaging(false)} />}
    </div>
  )
}

const chipHeight = 'h-7! pointer-coarse:h-control!'

/** All presets: which one new forms begin with, and for those that this person may change, their names and their end. */
function ManagePresets({ known, onClose }: { known: Presets; onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [isOpen, setIsOpen] = useState(true)
  const change = (next: PresetView[]) => {
    known.setPresets(next)
    heading.current?.focus()
  }
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label="Presets">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        Presets
      </h2>
      {known.presets.length === 0 && <p className="mt-4 text-muted">There is none left.</p>}
      <ul className="my-4 divide-y divide-hairline border-y border-hairline empty:hidden">
        {known.presets.map((preset) => (
          <ManagedPreset
            key={preset.id}
            preset={preset}
            isDefault={preset.id === known.defaultId}
            onChanged={change}
          />
        ))}
      </ul>
      <div className="flex justify-end">
        <Button onClick={() => setIsOpen(false)}>Close</Button>
      </div>
    </Dialog>
  )
}

type ManagedPresetProps = { preset: PresetView; onChanged: (presets: PresetView[]) => void }

const takeFocus = (element: HTMLElement | null) => element?.focus()

function RenamePreset({ preset, onChanged, onClose }: ManagedPresetProps & { onClose: () => void }) {
  const [name, setName] = useState(preset.name)
  const { run, isPending, failure } = useAnswer(
    () => renamePresetAction({ id: preset.id, name }),
    (next) => {
      onClose()
      onChanged(next)
    },
  )
  return (
    <form
      noValidate
      className="flex w-full items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
    >
      <div className="min-w-0 flex-1">
        <TextField
          label={`New name of ${preset.name}`}
          ref={takeFocus}
          maxLength={60}
          value={name}
          error={failure?.fieldErrors['name'] ?? failure?.message}
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <Button type="submit" isPending={isPending} pendingText="Renaming…">
        Rename
      </Button>
      <Button variant="quiet" onClick={onClose}>
        Cancel
      </Button>
    </form>
  )
}

const small = 'h-8! pointer-coarse:h-control!'

function ManagedPreset({ preset, isDefault, onChanged }: ManagedPresetProps & { isDefault: boolean }) {
  const [asked, setAsked] = useState<'rename' | 'remove' | null>(null)
  const { run, isPending, message } = useAnswer(() => removePresetAction(preset.id), onChanged)
  const close = () => setAsked(null)
  const { name } = preset
  if (asked === 'rename')
    return (
      <li className="py-2">
        <RenamePreset preset={preset} onChanged={onChanged} onClose={close} />
      </li>
    )
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-1 py-1.5">
      <span className="min-w-32 flex-1 wrap-anywhere">
        <span translate="no">{name}</span>
        {preset.isShared && <span className="text-muted"> · for everybody</span>}
      </span>
      {!asked && <DefaultButton preset={preset} isDefault={isDefault} />}
      {preset.canChange && !asked && (
        <>
          <Button
            variant="quiet"
            className={small}
            aria-label={`Rename ${name}`}
            onClick={() => setAsked('rename')}
          >
            Rename
          </Button>
          <Button
            variant="danger"
            className={small}
            aria-label={`Delete ${name}`}
            onClick={() => setAsked('remove')}
          >
            Delete
          </Button>
        </>
      )}
      {asked && (
        <>
          <Button
            variant="danger"
            className={small}
            aria-label={`Delete ${name} for good`}
            isPending={isPending}
            pendingText="Deleting…"
            onClick={run}
          >
            Delete for good
          </Button>
          {/* In the place of what asked: pressing twice deletes nothing. */}
          <Button
            ref={takeFocus}
            variant="quiet"
            className={`min-w-18 ${small}`}
            aria-label={`Keep ${name}`}
            onClick={close}
          >
            Keep
          </Button>
        </>
      )}
      <FailureNotice message={message} className="w-full" />
    </li>
  )
}

/** Has new forms begin with a preset, or with none again. */
function DefaultButton({ preset: { id, name }, isDefault }: { preset: PresetView; isDefault: boolean }) {
  const { run, isPending, message } = useRefreshingAnswer(() =>
    savePreferencesAction({ defaultPreset: isDefault ? null : id }),
  )
  return (
    <>
      <Button
        variant="quiet"
        className={small}
        aria-pressed={isDefault}
        aria-label={`Begin new forms with ${name}`}
        isPending={isPending}
        onClick={run}
      >
        <Icon name={isDefault ? 'checkCircle' : 'circle'} className="size-4 text-accent" />
        Default
      </Button>
      <FailureNotice message={message} className="w-full" />
    </>
  )
}
