'use client'

import { useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { Checkbox } from '@/components/kit/field.client'
import { DialogForm } from '@/components/kit/form-dialog.client'
import { FailureNotice } from '@/components/kit/notice.client'
import { TextField } from '@/components/kit/text-field.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import type { Presets, PresetTarget } from '@/components/presets/context.client'
import { languageNames, languages } from '@/lib/core/language'
import { type LinkFormValues, toLinkContent } from '@/lib/links/schema/form'
import { removePresetAction, renamePresetAction, savePresetAction } from '@/lib/presets/actions'
import { fillFromPreset, leftOutText, type PresetView } from '@/lib/presets/view'

/** One press fills a preset in; what it lacks stays. */
export function PresetChips({ known, filling, integrations, onFilled }: PresetTarget & { known: Presets }) {
  const { presets } = known
  const [isManaging, setIsManaging] = useState(false)
  const last = useRef<PresetView | null>(null)
  const fill = (preset: PresetView, chip: HTMLElement) => {
    const { values, leftOut } = fillFromPreset(preset, filling.read(), integrations, last.current?.content)
    last.current = preset
    const news = leftOut.length > 0 ? ` ${leftOutText(preset.name, leftOut)}` : ''
    filling.fillIn(values, `Filled in “${preset.name}”.${news}`, chip)
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
      {(presets.length === 0 || presets.some(({ canChange }) => canChange)) && (
        <Button variant="link" onClick={() => setIsManaging(true)} className={`px-2! text-sm ${chipHeight}`}>
          Manage presets
        </Button>
      )}
      {isManaging && <ManagePresets known={known} onClose={() => setIsManaging(false)} />}
    </div>
  )
}

const chipHeight = 'h-7! pointer-coarse:h-control!'

type PresetDialogProps = { known: Presets; read: () => LinkFormValues; onClose: () => void }

/** What a preset of this filling holds, in a line each. */
const linesOf = ({ integrations, language, tags, advanced }: ReturnType<typeof toLinkContent>) => {
  const name = languages.find((one) => one === language)
  const pinned = Object.entries(advanced).flatMap(([key, { config, scopes, params }]) =>
    config.length + params.length > 0 || scopes !== '' ? [key] : [],
  )
  return [
    ['Integrations', integrations.join(', ')],
    ['Language', name ? languageNames[name] : ''],
    ['Tags', tags.map(({ key, value }) => `${key} = ${value}`).join(', ')],
    ['Advanced', pinned.join(', ')],
  ].filter(([, text]) => text !== '')
}

const isCalled = (name: string) => (preset: PresetView) =>
  preset.name.toLowerCase() === name.trim().toLowerCase()

/** Gives what stands in the form a name. Who the link is for, and of which ticket, is no part of it. */
export function SavePreset({ known, read, onClose }: PresetDialogProps) {
  const { presets, canShare, ticketKey, setPresets } = known
  const [isOpen, setIsOpen] = useState(true)
  const close = () => setIsOpen(false)
  const [content] = useState(() => {
    const filling = toLinkContent(read())
    const advanced = Object.entries(filling.advanced).filter(([key]) => filling.integrations.includes(key))
    return {
      ...filling,
      language: languages.find((one) => one === filling.language) ?? null,
      tags: filling.tags.filter(({ key }) => key.trim().toLowerCase() !== ticketKey),
      advanced: Object.fromEntries(advanced),
    }
  })
  const [name, setName] = useState('')
  const [isShared, setIsShared] = useState(false)
  const replaces = presets.filter((preset) => preset.isShared === isShared).some(isCalled(name))
  const saving = useAnswer(
    () => savePresetAction({ name, isShared, replaces, content }),
    (next) => {
      setPresets(next)
      close()
    },
  )
  const { name: nameError, ...others } = saving.failure?.fieldErrors ?? {}
  const [otherError] = Object.values(others)
  const lines = linesOf(content)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label="Save as preset">
      <DialogForm
        title="Save as preset"
        action={{ text: replaces ? 'Replace' : 'Save', pendingText: 'Saving…', variant: 'primary' }}
        answer={{ ...saving, message: nameError ? null : (otherError ?? saving.message) }}
        onClose={close}
      >
        {lines.length === 0 && <p>Choose an integration, a language or a tag in the form first.</p>}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm empty:hidden">
          {lines.map(([title, text]) => (
            <div key={title} className="contents">
              <dt className="text-muted">{title}</dt>
              <dd translate="no" className="wrap-anywhere">
                {text}
              </dd>
            </div>
          ))}
        </dl>
        <TextField
          label="Name"
          name="presetName"
          required
          maxLength={60}
          value={name}
          error={nameError}
          onChange={({ target }) => setName(target.value)}
          {...(replaces && { hint: 'There is one of this name: it is replaced.' })}
        />
        {canShare && (
          <Checkbox checked={isShared} onChange={({ target }) => setIsShared(target.checked)}>
            For everybody
          </Checkbox>
        )}
      </DialogForm>
    </Dialog>
  )
}

/** The presets that this person may change: to rename or delete them. */
function ManagePresets({ known, onClose }: Omit<PresetDialogProps, 'read'>) {
  const own = known.presets.filter(({ canChange }) => canChange)
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
      {own.length === 0 && <p className="mt-4 text-muted">There is none left.</p>}
      <ul className="my-4 divide-y divide-hairline border-y border-hairline empty:hidden">
        {own.map((preset) => (
          <ManagedPreset key={preset.id} preset={preset} onChanged={change} />
        ))}
      </ul>
      <div className="flex justify-end">
        <Button onClick={() => setIsOpen(false)}>Close</Button>
      </div>
    </Dialog>
  )
}

type ManagedPresetProps = { preset: PresetView; onChanged: (presets: PresetView[]) => void }

const takeFocus = (input: HTMLInputElement | null) => input?.focus()

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

function ManagedPreset({ preset, onChanged }: ManagedPresetProps) {
  const [asked, setAsked] = useState<'rename' | 'remove' | null>(null)
  const { run, isPending, message } = useAnswer(() => removePresetAction(preset.id), onChanged)
  const close = () => setAsked(null)
  const { name } = preset
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-1 py-1.5">
      {asked === 'rename' ? (
        <RenamePreset preset={preset} onChanged={onChanged} onClose={close} />
      ) : (
        <>
          <span className="min-w-0 flex-1 wrap-anywhere">
            <span translate="no">{name}</span>
            {preset.isShared && <span className="text-muted"> · for everybody</span>}
          </span>
          <Button
            variant="quiet"
            className={small}
            aria-label={asked ? `Keep ${name}` : `Rename ${name}`}
            onClick={asked ? close : () => setAsked('rename')}
          >
            {asked ? 'Keep' : 'Rename'}
          </Button>
          <Button
            variant="danger"
            className={small}
            aria-label={asked ? `Delete ${name} for good` : `Delete ${name}`}
            isPending={isPending}
            pendingText="Deleting…"
            onClick={asked ? run : () => setAsked('remove')}
          >
            {asked ? 'Delete for good' : 'Delete'}
          </Button>
        </>
      )}
      <FailureNotice message={message} className="w-full" />
    </li>
  )
}
