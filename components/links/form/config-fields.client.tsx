'use client'

import { type ComponentProps, useState } from 'react'

import { controlClass, Field, notOnesOwn, Select } from '@/components/kit/field.client'
import type { FormErrors } from '@/components/kit/use-field-errors'
import { ConfigPairs } from '@/components/links/form/config-pairs.client'
import type { ConfigFieldsView, ConfigFieldView } from '@/lib/integrations/schema/provider-fields'
import { advancedInput, type Pair } from '@/lib/links/schema/form'

type ConfigFieldProps = {
  field: ConfigFieldView
  view: ConfigFieldsView
  value: string
  /** The names of the inputs that are sent. */
  names: { key: string; value: string }
  /** How errors name the field; undefined when it was not sent. */
  errorName: string | undefined
  error: string | undefined
  onChange: (value: string) => void
}

/** One value as its provider describes it: a field, a choice, or a sentence that says who can open it. */
export function ConfigField({ field, view, value, names, errorName, error, onChange }: ConfigFieldProps) {
  if (field.reachesHost && !view.hasList && !view.isAdmin && value === '') return <Shut label={field.label} />
  const choices = choicesOf(field, view)
  // What is empty is not sent: the customer is asked for it.
  const isSent = value.trim() !== ''
  return (
    <Field label={field.label} error={error} hint={hintOf(field, view)}>
      {({ id, describedBy, isInvalid }) => {
        const shared = {
          id,
          value,
          name: isSent ? names.value : undefined,
          'data-error-name': errorName,
          'aria-describedby': describedBy,
          'aria-invalid': isInvalid || undefined,
        }
        return (
          <>
            {isSent && <input type="hidden" name={names.key} value={field.name} />}
            {choices ? (
              <Select {...shared} onChange={({ target }) => onChange(target.value)}>
                <option value="">The customer fills it in</option>
                {[...new Set([...choices, ...(isSent ? [value] : [])])].map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </Select>
            ) : (
              <TypedValue field={field} shared={shared} onChange={onChange} />
            )}
          </>
        )
      }}
    </Field>
  )
}

function Shut({ label }: { label: string }) {
  return (
    <p className="text-sm text-muted">
      <span className="font-medium text-ink">{label}</span> decides where the customer’s credentials go. The
      customer fills it in; it can be set here once an admin has listed hosts on Settings.
    </p>
  )
}

type TypedValueProps = {
  field: ConfigFieldView
  shared: ComponentProps<'input'> & { id: string }
  onChange: (value: string) => void
}

/** A text between what Nango puts around it, with the listed values as suggestions. */
function TypedValue({ field, shared, onChange }: TypedValueProps) {
  const { prefix, suffix, allowed, example } = field
  const listId = `${shared.id}-allowed`
  return (
    <div className="flex min-w-0 items-center gap-1.5 font-mono text-sm text-muted">
      {prefix && <span className="max-w-1/3 wrap-anywhere">{prefix}</span>}
      <input
        {...shared}
        list={allowed.length > 0 ? listId : undefined}
        placeholder={example ?? undefined}
        {...notOnesOwn}
        autoCapitalize="off"
        onChange={({ target }) => onChange(target.value)}
        className={`${controlClass} min-w-24! flex-1 font-mono text-sm`}
      />
      {suffix && <span className="max-w-1/2 wrap-anywhere">{suffix}</span>}
      {allowed.length > 0 && (
        <datalist id={listId}>
          {allowed.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </datalist>
      )}
    </div>
  )
}

/** What there is to choose from; null where a text can be typed. */
const choicesOf = (
  { reachesHost, options, isOpen, allowed }: ConfigFieldView,
  { hasList }: ConfigFieldsView,
) => {
  if (!reachesHost || !hasList) return options
  return options || !isOpen ? allowed : null
}

const hintOf = ({ description, reachesHost, allowed }: ConfigFieldView, view: ConfigFieldsView) =>
  [
    description && (/[.!?]$/.test(description) ? description : `${description}.`),
    reachesHost &&
      !view.hasList &&
      'It decides where the customer’s credentials go: you confirm the host before the link is made.',
    reachesHost &&
      view.hasList &&
      allowed.length === 0 &&
      'Only values whose host is on the list on Settings.',
  ]
    .filter(Boolean)
    .join(' ')

type ConfigFieldsProps = {
  integrationKey: string
  /** What people call the integration. */
  name: string
  view: ConfigFieldsView
  initial: Pair[]
  errors: FormErrors
}

/** What the provider asks its customers for, to be set beforehand; for admins also whatever else Nango would take. */
export function ConfigFields({ integrationKey, name, view, initial, errors }: ConfigFieldsProps) {
  const { fields, isAdmin } = view
  const isField = (key: string) => fields.some((field) => field.name === key)
  const [typed, setTyped] = useState(() => new Map(initial.map(({ key, value }) => [key, value])))
  const [others] = useState(() => initial.filter(({ key }) => !isField(key)))
  const textOf = (field: string) => typed.get(field) ?? ''
  const filled = fields.map((field) => field.name).filter((field) => textOf(field).trim() !== '')
  /** In the order in which they were sent: errors name them by it. */
  const [sent, setSent] = useState({ errors: errors.all, filled })
  if (sent.errors !== errors.all) setSent({ errors: errors.all, filled })
  return (
    <>
      {fields.map((field) => {
        const place = sent.filled.indexOf(field.name)
        const path = `advanced.${integrationKey}.config.${place}`
        return (
          <ConfigField
            key={field.name}
            field={field}
            view={view}
            value={textOf(field.name)}
            names={{
              key: advancedInput.pairKey('config', integrationKey),
              value: advancedInput.pairValue('config', integrationKey),
            }}
            errorName={place === -1 ? undefined : `${path}.value`}
            error={errors.open[`${path}.value`] ?? errors.open[`${path}.key`]}
            onChange={(value) => setTyped(new Map(typed).set(field.name, value))}
          />
        )
      })}
      {(isAdmin || others.length > 0) && (
        <ConfigPairs
          title={fields.length > 0 ? 'Other config values' : 'Connection config'}
          noun={`${name} config`}
          addLabel={isAdmin ? 'Add config value' : null}
          kind="config"
          integrationKey={integrationKey}
          initial={others}
          before={filled.length}
          errors={errors}
        />
      )}
      {fields.length === 0 && !isAdmin && others.length === 0 && (
        <p className="text-sm text-muted">{name} asks customers for nothing that could be set beforehand.</p>
      )}
    </>
  )
}
