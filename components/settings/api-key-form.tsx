import { type SubmitEvent, useId, useState } from 'react'

import { useAnswer } from '@/components/link-card/use-answer'
import { Button } from '@/components/ui/button'
import { controlLook } from '@/components/ui/control-look'
import { Field, FieldError } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import { type ApiKeyActions, keyLives, type NewApiKeyView, scopeWords } from '@/lib/core/api-key-view'

type ApiKeyFormProps = {
  create: ApiKeyActions['create']
  onMade: (made: NewApiKeyView) => void
  onCancel: () => void
}

const lifeText = (days: number | null) => (days === null ? 'Never' : `In ${days} days`)

/** What a new key is called, may do, and until when. */
export function ApiKeyForm({ create, onMade, onCancel }: ApiKeyFormProps) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['create', 'read', 'revoke'])
  const [lifeDays, setLifeDays] = useState<number | null>(90)
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
            className={controlLook}
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
        <Button type="submit" look="primary" aria-busy={isPending} aria-disabled={isPending}>
          {isPending ? 'Making the key…' : 'Make key'}
        </Button>
      </div>
    </form>
  )
}

type ScopeFieldsProps = { scopes: string[]; onChange: (scopes: string[]) => void; error: string | undefined }

function ScopeFields({ scopes, onChange, error }: ScopeFieldsProps) {
  const id = useId()
  return (
    <fieldset aria-describedby={error ? id : undefined} className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">The key may</legend>
      {Object.entries(scopeWords).map(([scope, { name, text }]) => (
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
            {name} <span className="text-muted">– {text}</span>
          </span>
        </label>
      ))}
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  )
}
