'use client'

import { useRouter } from 'next/navigation'
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { controlClass, Field, FieldError } from '@/components/kit/field.client'
import { Icon } from '@/components/kit/icon.client'
import { Notice } from '@/components/kit/notice.client'
import { TextField } from '@/components/kit/text-field.client'
import { useAnswer } from '@/components/kit/use-answer'
import { useCopy } from '@/components/kit/use-copy'
import { type ApiKeyActions, type CreateApiKeyInput } from '@/lib/api-keys/schema'
import { keyLives, type NewApiKeyView, scopeWords } from '@/lib/api-keys/view'
import { ApiScope } from '@/lib/core/actor'

/** How a question in the middle of the Settings page looks. */
export const dialogClass =
  'm-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-hairline bg-surface p-5 text-left text-base text-ink shadow-xl backdrop:bg-black/40'

type ApiKeyFormProps = {
  create: ApiKeyActions['create']
  onMade: (made: NewApiKeyView) => void
  onCancel: () => void
}

const lifeText = (days: number | null) => (days === null ? 'Never' : `In ${days} days`)

/** What a new key is called, may do, and until when. */
export function ApiKeyForm({ create, onMade, onCancel }: ApiKeyFormProps) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<ApiScope[]>(['create', 'read', 'revoke'])
  const [lifeDays, setLifeDays] = useState<CreateApiKeyInput['lifeDays']>(90)
  const { run, isPending, failure } = useAnswer(() => create({ name, scopes, lifeDays }), onMade)
  const errors = failure?.fieldErrors ?? {}
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    run()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">New API key</h2>
      <TextField
        label="Name"
        error={errors['name']}
        hint="It stands beside every link that the tool makes."
        required
        maxLength={60}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <ScopeFields scopes={scopes} onChange={setScopes} error={errors['scopes']} />
      <Field label="Expires" error={errors['lifeDays']}>
        {({ id }) => (
          <select
            id={id}
            value={String(lifeDays)}
            onChange={({ target }) =>
              setLifeDays(keyLives.find((days) => String(days) === target.value) ?? null)
            }
            className={controlClass}
          >
            {keyLives.map((days) => (
              <option key={days} value={String(days)}>
                {lifeText(days)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {failure && (
        <Notice tone="failure" role="alert">
          {failure.message}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" aria-busy={isPending} aria-disabled={isPending}>
          {isPending ? 'Making the key…' : 'Make key'}
        </Button>
      </div>
    </form>
  )
}

type ScopeFieldsProps = {
  scopes: ApiScope[]
  onChange: (scopes: ApiScope[]) => void
  error: string | undefined
}

function ScopeFields({ scopes, onChange, error }: ScopeFieldsProps) {
  const id = useId()
  return (
    <fieldset aria-describedby={error ? id : undefined} className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">The key may</legend>
      {ApiScope.options.map((scope) => (
        <label key={scope} className="flex items-start gap-2 py-0.5 pointer-coarse:py-2.5">
          <input
            type="checkbox"
            checked={scopes.includes(scope)}
            onChange={({ target }) =>
              onChange(target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
            }
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span>
            {scopeWords[scope].name} <span className="text-muted">– {scopeWords[scope].text}</span>
          </span>
        </label>
      ))}
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  )
}

const nothing = () => {}

/** A new key, to be copied now. */
export function CreatedApiKey({ made, onDone }: { made: NewApiKeyView; onDone: () => void }) {
  const text = useRef<HTMLInputElement>(null)
  const { outcome, copy } = useCopy(made.key, nothing, nothing)
  const { state } = outcome
  useEffect(() => text.current?.focus(), [])
  useEffect(() => {
    if (outcome.state === 'refused') text.current?.select()
  }, [outcome])
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">The key of {made.view.name}</h2>
      <Notice tone="warning">
        Copy it now: it is not shown again. Keep it where your tool keeps secrets.
      </Notice>
      <div className="flex flex-col gap-2">
        <input
          ref={text}
          readOnly
          value={made.key}
          aria-label="API key"
          onFocus={({ currentTarget }) => currentTarget.select()}
          className={`${controlClass} font-mono text-sm!`}
        />
        <div className="flex items-center justify-between gap-2">
          <p aria-live="polite" className="text-sm text-muted">
            {state === 'copied' && 'Copied.'}
            {state === 'refused' && 'The browser refused to copy. The key is selected: copy it by hand.'}
          </p>
          <div className="flex gap-2">
            <Button variant="primary" onClick={() => void copy()}>
              <Icon name={state === 'copied' ? 'check' : 'copy'} />
              Copy key
            </Button>
            <Button onClick={onDone}>Done</Button>
          </div>
        </div>
      </div>
    </div>
  )
}

/** Makes a key, and shows it this once. */
export function NewApiKey({ create }: { create: ApiKeyActions['create'] }) {
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const [made, setMade] = useState<NewApiKeyView | null>(null)
  const close = () => {
    setIsOpen(false)
    setMade(null)
  }
  const show = (key: NewApiKeyView) => {
    setMade(key)
    router.refresh()
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Icon name="plus" />
        New API key
      </Button>
      <Dialog isOpen={isOpen} onClose={close} label="New API key" className={dialogClass}>
        {made ? (
          <CreatedApiKey made={made} onDone={close} />
        ) : (
          <ApiKeyForm create={create} onMade={show} onCancel={close} />
        )}
      </Dialog>
    </>
  )
}
