'use client'

import { useState } from 'react'

import { Dialog } from '@/components/kit/dialog.client'
import { Checkbox } from '@/components/kit/field.client'
import { DialogForm } from '@/components/kit/form-dialog.client'
import { TextField } from '@/components/kit/text-field.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import type { Presets } from '@/components/presets/offered'
import { languageNames, languages } from '@/lib/core/language'
import { type LinkFormValues, toLinkContent } from '@/lib/links/schema/form'
import { savePresetAction } from '@/lib/presets/actions'
import type { PresetView } from '@/lib/presets/view'

type SavePresetProps = { known: Presets; read: () => LinkFormValues; onClose: () => void }

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
export function SavePreset({ known, read, onClose }: SavePresetProps) {
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
