'use client'

import { useEffect, useId, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { useCopy } from '@/components/kit/copy.client'
import { Dialog } from '@/components/kit/dialog.client'
import { Checkbox, controlClass, Field, FieldError, Select } from '@/components/kit/field.client'
import { DialogForm, FormDialog } from '@/components/kit/form-dialog.client'
import { Icon } from '@/components/kit/icon.client'
import { Notice } from '@/components/kit/notice.client'
import { TextField } from '@/components/kit/text-field.client'
import { useRefreshingAnswer } from '@/components/kit/use-answer.client'
import { createApiKeyAction, revokeApiKeyAction } from '@/lib/api-keys/actions'
import type { CreateApiKeyInput } from '@/lib/api-keys/schema'
import { apiScopes, type ApiKeyView, keyLives, type NewApiKeyView, scopeWords } from '@/lib/api-keys/view'
import type { ApiScope } from '@/lib/core/actor'
import { isolated } from '@/lib/core/sentence'

type ApiKeyFormProps = { onCreated: (created: NewApiKeyView) => void; onCancel: () => void }

const lifeText = (days: number | null) => (days === null ? 'Never' : `In ${days} days`)

/** What a new key is called, may do, and until when. */
function ApiKeyForm({ onCreated, onCancel }: ApiKeyFormProps) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<ApiScope[]>(apiScopes)
  const [lifeDays, setLifeDays] = useState<CreateApiKeyInput['lifeDays']>(90)
  const answer = useRefreshingAnswer(() => createApiKeyAction({ name, scopes, lifeDays }), onCreated)
  const errors = answer.failure?.fieldErrors ?? {}
  return (
    <DialogForm
      title="New API key"
      action={{ text: 'Make key', pendingText: 'Making the key…', variant: 'primary' }}
      answer={answer}
      onClose={onCancel}
    >
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
          <Select
            id={id}
            value={String(lifeDays)}
            onChange={({ target }) =>
              setLifeDays(keyLives.find((days) => String(days) === target.value) ?? null)
            }
          >
            {keyLives.map((days) => (
              <option key={days} value={String(days)}>
                {lifeText(days)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </DialogForm>
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
      {apiScopes.map((scope) => (
        <Checkbox
          key={scope}
          checked={scopes.includes(scope)}
          onChange={({ target }) =>
            onChange(target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
          }
        >
          {scopeWords[scope].name} <span className="text-muted">– {scopeWords[scope].text}</span>
        </Checkbox>
      ))}
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  )
}

const nothing = () => {}

/** A new key, to be copied now. */
function CreatedApiKey({ created, onDone }: { created: NewApiKeyView; onDone: () => void }) {
  const text = useRef<HTMLInputElement>(null)
  const { outcome, copy } = useCopy(created.key, nothing, nothing)
  const { state } = outcome
  useEffect(() => text.current?.focus(), [])
  useEffect(() => {
    if (outcome.state === 'refused') text.current?.select()
  }, [outcome])
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">The key of {created.view.name}</h2>
      <Notice tone="warning">
        Copy it now: it is not shown again. Keep it where your tool keeps secrets.
      </Notice>
      <div className="flex flex-col gap-2">
        <input
          ref={text}
          readOnly
          value={created.key}
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

/** Creates a key, and shows it this once. */
export function NewApiKey() {
  const [isOpen, setIsOpen] = useState(false)
  const [created, setCreated] = useState<NewApiKeyView | null>(null)
  const close = () => {
    setIsOpen(false)
    setCreated(null)
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Icon name="plus" />
        New API key
      </Button>
      <Dialog isOpen={isOpen} onClose={close} label="New API key">
        {created ? (
          <CreatedApiKey created={created} onDone={close} />
        ) : (
          <ApiKeyForm onCreated={setCreated} onCancel={close} />
        )}
      </Dialog>
    </>
  )
}

/** Ends a key, after asking. */
export function RevokeApiKey({ apiKey: { id, name } }: { apiKey: ApiKeyView }) {
  const [isAsked, setIsAsked] = useState(false)
  const close = () => setIsAsked(false)
  const answer = useRefreshingAnswer(() => revokeApiKeyAction(id), close)
  return (
    <>
      <Button
        variant="danger"
        className="h-8! max-md:-ml-3 pointer-coarse:h-control!"
        aria-label={`Revoke the key ${name}`}
        onClick={() => setIsAsked(true)}
      >
        Revoke
      </Button>
      <FormDialog
        isOpen={isAsked}
        label={`Revoke the key ${isolated(name)}?`}
        action={{ text: 'Revoke', pendingText: 'Revoking…', variant: 'alarm' }}
        answer={answer}
        onClose={close}
      >
        <p>The tool that uses it is refused from its next call on. This cannot be undone.</p>
        <p>Links that were made with it live on; you find and revoke them on Links.</p>
      </FormDialog>
    </>
  )
}
